"""The ranking of a message, in the form Rasa reads."""

import copy
from collections.abc import Mapping, Sequence
from threading import Lock
from unittest.mock import patch

import pytest

from tests.understanding.fake_encoder import FakeEncoder
from understanding.answer_texts import answer_texts
from understanding.answer_training import fit
from understanding.ranking import MOST_CHARACTERS, MOST_LOOKED_UP, LookedUp, Ranked, Ranker, as_rasa
from understanding.signs import Signs

EXAMPLES = {
    "怎么注册": "faq/a", "注册不了": "faq/a", "注册在哪": "faq/a", "忘记密码": "faq/b", "密码错误": "faq/b",
    "发票怎么开": "faq/c", "发票错了": "faq/c", "你好": "greet", "您好啊": "greet",
}  # fmt: skip


def signs(labels: Mapping[str, str], encoder: FakeEncoder | None) -> Signs:
    model = fit(list(labels), list(labels.values()), 1.0, 1, encoder.encode(list(labels)) if encoder else None)
    return Signs(model, answer_texts(model.labels, list(labels.items()), []))


def ranker(known: Mapping[str, str], clear_by_words: float = 2.0) -> tuple[Ranker, FakeEncoder]:
    encoder = FakeEncoder()
    read = signs(EXAMPLES, encoder)
    encoder.forget()
    return Ranker(read, known, encoder, clear_by_words, most=3), encoder


def test_a_known_question_is_certain_and_not_encoded() -> None:
    found, encoder = ranker({"怎么注册": "faq/a"})
    ranked = found.rank("怎麼註冊？？")
    assert ranked[0] == Ranked("faq/a", 1.0)
    assert "faq/a" not in {r.label for r in ranked[1:]}
    assert encoder.asked == []


def test_a_known_question_is_read_once_and_what_users_write_each_time() -> None:
    found, _ = ranker({"怎么注册": "faq/a"})
    with patch.object(Signs, "read", autospec=True, side_effect=Signs.read) as read:
        first = found.rank("怎么注册？")
        # What somebody does with a ranking is no other's.
        first.clear()
        assert found.rank("怎么注册")[0] == Ranked("faq/a", 1.0)
        found.rank("在哪注册")
        found.rank("在哪注册")
    assert [call.args[1] for call in read.call_args_list] == ["怎么注册", "在哪注册", "在哪注册"]


def test_an_unknown_question_is_never_certain() -> None:
    best = ranker({})[0].rank("在哪注册")[0]
    assert best.label == "faq/a"
    assert 0 < best.confidence < 1


def test_what_words_make_clear_is_not_encoded() -> None:
    found, encoder = ranker({}, clear_by_words=0.0)
    assert found.rank("在哪注册")[0].label == "faq/a"
    assert encoder.asked == []
    unclear, asked = ranker({})
    assert unclear.rank("收据怎么弄")[0].label == "faq/c"
    assert asked.asked == ["收据怎么弄"]


def test_words_alone_never_say_that_nothing_answers_it() -> None:
    labels = {**EXAMPLES, "今天天气": "out_of_scope", "天气好吗": "out_of_scope"}
    encoder = FakeEncoder()
    read = signs(labels, encoder)
    encoder.asked.clear()
    assert Ranker(read, {}, encoder, clear_by_words=0.2, most=3).rank("今天的天气")[0].label == "out_of_scope"
    assert encoder.asked == ["今天的天气"]


def test_without_an_encoder_words_decide() -> None:
    assert Ranker(signs(EXAMPLES, None), {}, None, 0.9, most=1).rank("密码忘了")[0].label == "faq/b"


@pytest.mark.parametrize("text", ["", "？？！", "😀"])
def test_a_text_without_a_word_has_no_label(text: str) -> None:
    assert ranker({})[0].rank(text) == []


def test_several_texts_are_ranked_as_each_alone_and_encoded_together() -> None:
    together, encoder = ranker({"怎么注册": "faq/a"})
    texts = ["怎么注册", "收据怎么弄", "？？", "票错了", "收据怎么弄"]
    found = together.rank_all(texts)
    assert encoder.calls == 1
    assert encoder.asked == ["收据怎么弄", "票错了"]
    for text, ranked in zip(texts, found, strict=True):
        alone = together.rank(text)
        assert [one.label for one in ranked] == [one.label for one in alone]
        assert [one.confidence for one in ranked] == pytest.approx([one.confidence for one in alone], abs=1e-5)


def test_nothing_ranked_is_no_intent() -> None:
    assert as_rasa([], 3)["intent"] == {"name": None, "confidence": 0.0}


def test_the_intent_faq_has_the_confidence_of_its_best_answer() -> None:
    properties = as_rasa([Ranked("faq/a", 0.5), Ranked("greet", 0.3), Ranked("faq/b", 0.2)], 3)
    assert properties["intent"] == {"name": "faq", "confidence": 0.5}
    assert [i["name"] for i in properties["intent_ranking"]] == ["faq", "greet"]


def test_the_stock_utter_faq_finds_its_response() -> None:
    selected = as_rasa([Ranked("greet", 0.6), Ranked("faq/b", 0.4)], 3)["response_selector"]["faq"]
    assert selected["response"]["utter_action"] == "utter_faq/b"
    assert selected["ranking"] == [{"intent_response_key": "faq/b", "confidence": 0.4}]


def test_questions_without_a_subject_are_ranked_beside_the_answers() -> None:
    selected = as_rasa([Ranked("context/who", 0.6), Ranked("faq/b", 0.4)], 3)["response_selector"]
    assert selected["all_retrieval_intents"] == ["faq", "context"]
    assert selected["context"]["ranking"] == [{"intent_response_key": "context/who", "confidence": 0.6}]


def test_each_text_is_ranked_once_and_what_came_of_it_is_kept() -> None:
    asked: list[str] = []

    def rank(text: str) -> Sequence[Ranked]:
        asked.append(text)
        return [Ranked("faq/register", 0.9), Ranked("greet", 0.1)] if text else []

    looked_up = LookedUp(rank, clear_at=0.6, request_at=0.75)
    assert looked_up("怎么注册") == looked_up("怎么注册")
    assert looked_up("") == []
    assert asked == ["怎么注册", ""]
    assert looked_up.best == {"怎么注册": Ranked("faq/register", 0.9)}


def test_only_so_many_characters_of_a_message_are_ranked_and_the_whole() -> None:
    asked: list[str] = []
    whole = "我在济南不在德州，" * 54

    def rank(text: str) -> Sequence[Ranked]:
        asked.append(text)
        return [Ranked("faq/register", 0.9)]

    looked_up = LookedUp(rank, clear_at=0.6, request_at=0.75, whole=whole)
    assert looked_up(whole)
    for at in range(9, len(whole), 9):
        looked_up(whole[:at])
        looked_up(whole[at:])
    assert sum(map(len, asked)) <= len(whole) + MOST_CHARACTERS


def test_only_so_many_texts_of_a_message_are_ranked_and_the_whole() -> None:
    asked: list[str] = []
    texts = [f"第{number}件事" for number in range(200)]

    def rank(text: str) -> Sequence[Ranked]:
        asked.append(text)
        return [Ranked("faq/register", 0.9)]

    looked_up = LookedUp(rank, clear_at=0.6, request_at=0.75, whole=",".join(texts))
    assert [looked_up(text) for text in texts][-1] == []
    assert len(asked) == MOST_LOOKED_UP
    assert looked_up(looked_up.whole) == looked_up(texts[0]) == [Ranked("faq/register", 0.9)]


class Locked:
    """A classifier that cannot be copied."""

    def __init__(self) -> None:
        self._lock = Lock()

    def rank(self, text: str) -> Sequence[Ranked]:
        with self._lock:
            return [Ranked(text, 1.0)]


def test_what_a_message_looked_up_is_copied_as_it_is() -> None:
    looked_up = LookedUp(Locked().rank, 0.6, 0.75)
    assert copy.deepcopy({"looked_up": looked_up})["looked_up"] is looked_up
