"""Conversations with another content in the same database are left out."""

from dataclasses import replace

from launch.publish.content_filter import own_turns
from persistence.turns import Turn
from tests.unanswered.builders import turn

IDS = {"login_slider", "login_code"}


def of_model(model: str, *turns: Turn) -> list[Turn]:
    return [replace(turn, model=model) for turn in turns]


def texts(*turns: Turn) -> list[str]:
    return [one.text for one in own_turns(turns, IDS)]


def test_all_that_a_model_of_another_content_read_is_left_out() -> None:
    here = of_model("a", turn("滑块", "answer", "login_slider"), turn("发票", "decline", sender="two"))
    there = of_model("b", turn("借书证", "answer", "card_how"), turn("还书", "decline", sender="three"))
    assert texts(*here, *there) == ["滑块", "发票"]


def test_an_answer_that_is_gone_makes_no_other_content() -> None:
    here = of_model("a", turn("滑块", "answer", "login_slider"), turn("旧的", "answer", "login_gone"))
    assert texts(*here) == ["滑块", "旧的"]


def test_without_a_model_the_conversation_tells() -> None:
    said = [turn("借书证", "offer", offers=["card_how"], sender="x"), turn("还书", "decline", sender="x")]
    assert texts(*said, turn("发票", "decline", sender="y")) == ["发票"]
