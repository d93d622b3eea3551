"""The content of a reading: clauses, owners of roles and places, denials, effects of the conversation."""

import json

import pytest

from components.context.resolution import Resolution
from tests.components.context.builders import ASKED_ROLE, ROLE_BUTTONS, after, answered, bot, user
from tests.components.trace.builders import heard, pressed
from understanding.labels import FAQ


def test_statements_are_taken_out_and_the_clause_that_asks_is_looked_up() -> None:
    read = heard("我是济南的单位管理员,忘记密码")
    states, asks = read["clauses"]
    assert (states["act"], states["taken_out"]) == ("states", True)
    assert states["role"] == {"name": "unit", "whose": "user"}
    assert states["places"] == [{"name": "济南", "whose": "user"}]
    assert (asks["taken_out"], read["question"]) == (False, "忘记密码")
    assert asks["about"] == {
        "label": "faq/password_recover",
        "title": "忘记密码怎么找回（password_recover）",
        "confidence": 0.9,
        "clear": True,
    }
    assert (read["by"], read["becomes"], read["role"]) == ("question", FAQ, "unit")


@pytest.mark.parametrize(
    ("text", "name", "whose"),
    [
        ("我同学在济南能打印证书", "济南", "another"),
        ("我不在德州,怎么注册", "德州", "denied"),
        ("去北京参加的培训,证书怎么打印", "北京（省外）", "visited"),
        ("我在历下区,怎么注册", "历下区（济南）", "user"),
    ],
)
def test_it_says_whose_a_place_is(text: str, name: str, whose: str) -> None:
    found = [place for clause in heard(text)["clauses"] for place in clause["places"]]
    assert found == [{"name": name, "whose": whose}]


def test_a_role_that_is_only_mentioned_is_not_the_user_s() -> None:
    [clause] = heard("怎么联系单位管理员")["clauses"]
    assert clause["role"] == {"name": "unit", "whose": "unused"}


def test_what_is_denied_is_named_and_not_looked_up() -> None:
    read = heard("不是要打印证书,忘记密码")
    assert [one["label"] for one in read["denied"]] == ["faq/certificate_print"]
    assert (read["clauses"][0]["denies"], read["clauses"][0]["taken_out"]) == ("打印证书", True)
    assert read["question"] == "忘记密码"


def test_the_conversation_before_and_the_step_that_decided() -> None:
    talk = after(user(FAQ), answered("certificate_print"), user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS))
    read = heard("单位的", talk, "nlu_fallback")
    assert read["context"]["asked"] == "role"
    assert read["context"]["waiting"] == "忘记密码怎么找回（password_recover）"
    assert read["context"]["buttons"] == 2
    assert (read["by"], read["becomes"], read["role"]) == ("reply", "inform", "unit")


def test_requests_stand_in_their_order() -> None:
    labels = ["faq/registration_how", "faq/certificate_print"]
    read = heard("怎么注册,证书怎么打印", intent="nlu_several", requests=labels)
    assert [one["label"] for one in read["requests"]] == labels
    assert [clause["about"]["label"] for clause in read["clauses"] if clause["about"]] == labels


def test_the_user_s_state_is_told() -> None:
    assert heard("还没审核,登不上,密码忘了")["states"] == ["locked_out", "pending"]


def test_a_button_has_no_clauses() -> None:
    read = pressed(Resolution(FAQ, "certificate_print"))
    assert (read["clauses"], read["by"], read["answer"]) == ([], "pressed", "证书怎么打印（certificate_print）")


def test_no_personal_data_is_in_it_and_it_can_be_stored() -> None:
    stored = json.dumps(heard("我的手机号是138 0013 8000,密码忘了"), ensure_ascii=False)
    assert not any(piece in stored for piece in ("138", "0013", "8000"))
    assert "密码忘了" in stored
