from collections.abc import Mapping, Sequence
from typing import Any

from components.context.knowledge import AnswerFacts, Knowledge, knowledge
from owner.live import profile, using

RESPONSES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "utter_faq/a_one": [
        {"text": "一", "metadata": {"topic": "a", "title": "甲", "asks": "role", "outcome": "answer"}},
        {"text": "二", "metadata": {"topic": "a", "role": "unit"}},
    ],
    "utter_faq/a_two": [{"text": "三", "metadata": {"topic": "a", "outcome": "handoff"}}],
    "utter_context/who": [{"text": "哪一项？", "metadata": {"choices": {"a_one": ["b"], "gone": ["a"]}}}],
    "utter_greet": [{"text": "您好"}],
    "utter_empty": [],
}


def test_it_is_read_from_the_first_variation() -> None:
    known = knowledge(RESPONSES)
    assert known.answers == {
        "a_one": AnswerFacts("a", "甲", "role", sends_to=[], instructs=[], reviewed_by=[], alike=[]),
        "a_two": AnswerFacts("a", promises_person=True, sends_to=[], instructs=[], reviewed_by=[], alike=[]),
    }
    assert known.contexts == {"who": {"a_one": ["b"]}}


def test_it_survives_being_stored() -> None:
    known = knowledge(RESPONSES)
    assert Knowledge.from_json(known.as_json()) == known


def test_answers_are_found_by_their_title_however_it_is_written() -> None:
    known = Knowledge(
        {
            "a": AnswerFacts(title="证书打印"),
            "b": AnswerFacts(title="证书打印？"),
            "c": AnswerFacts(title="登录"),
            "d": AnswerFacts(),
        }
    )
    assert known.by_title == {"证书打印": ["a", "b"], "登录": ["c"]}


def test_whom_an_answer_is_for_is_read_by_the_words_of_the_profile() -> None:
    texts = {"utter_faq/a_one": [{"text": "登录后台，再找班长。", "metadata": {"topic": "a"}}]}
    shipped = profile()
    roles = (shipped.roles[0].copy(update={"id": "monitor", "sends_to": ("找班长",)}), *shipped.roles[1:])
    with using(shipped.copy(update={"roles": roles, "behind_login": ("登录后台",)})):
        assert knowledge(texts).answers == {
            "a_one": AnswerFacts("a", behind_login=True, sends_to=["monitor"], instructs=[], reviewed_by=[], alike=[])
        }
    with using(shipped.copy(update={"roles": ()})):
        assert knowledge(texts).answers == {
            "a_one": AnswerFacts("a", sends_to=[], instructs=[], reviewed_by=[], alike=[])
        }


def test_answers_that_say_the_same_are_known() -> None:
    texts_by_id = {
        "a_one": "请点击忘记密码找回密码。",
        "a_two": "您好，请点击忘记密码找回密码。",
        "a_three": "请点击注册。",
        "a_four": "",
    }
    texts = {f"utter_faq/{id_}": [{"text": text, "metadata": {"topic": "a"}}] for id_, text in texts_by_id.items()}
    found = {id_: list(answer.alike) for id_, answer in knowledge(texts).answers.items()}
    assert found == {"a_one": ["a_two"], "a_two": ["a_one"], "a_three": [], "a_four": []}


def test_what_an_answer_says_of_somebody_who_reads_it() -> None:
    texts = ("联系班长。", "需联系班长在【后台】操作。", "点击【提交】，联系班长。", "由班长审核通过。")
    responses = {f"utter_faq/a_{at}": [{"text": text, "metadata": {"topic": "a"}}] for at, text in enumerate(texts)}
    shipped = profile()
    monitor = shipped.roles[0].copy(update={"id": "monitor", "actor": "班长", "sends_to": ("联系班长",)})
    with using(shipped.copy(update={"roles": (monitor,)})):
        answers = knowledge(responses).answers
    assert [list(answer.sends_to) for answer in answers.values()] == [["monitor"], [], ["monitor"], []]
    assert [list(answer.instructs) for answer in answers.values()] == [[], ["monitor"], [], []]
    assert [list(answer.reviewed_by) for answer in answers.values()] == [[], [], [], ["monitor"]]
