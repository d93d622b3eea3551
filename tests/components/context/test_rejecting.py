"""What the user rejects is neither given nor offered again."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from components.context.conversation import Conversation
from components.context.rejecting import OBJECTED, without_refused
from components.context.resolution import FALLBACK, NO_MORE, UNSURE, ClassifiedMessage, Resolution, Scored
from components.context.resolve import resolve
from tests.components.context.builders import KNOWN, OFFER_BUTTONS, after, answered, bot, typed, user
from understanding.labels import answer_label

PRINTED = after(user("faq"), answered("certificate_print"))


def objecting(text: str, *labels: tuple[str, float], **scores: float) -> ClassifiedMessage:
    """Return a message that would get the last answer again; `labels`: those of its clauses."""
    return replace(typed(text, "faq", certificate_print=0.9, **scores), by_clause=[Scored(*label) for label in labels])


@pytest.mark.parametrize(
    "text",
    [
        "谁问打印了，我问的是怎么审核",
        "不是打印，我问的是谁审核",
        "打印我知道，我是想问谁审核",
        "你给我说成打印了，我说的是谁审核",
    ],
)
def test_an_objection_gets_what_it_says_it_meant(text: str) -> None:
    meant = (answer_label("registration_review"), 0.9)
    resolution = resolve(objecting(text, (answer_label("certificate_print"), 0.9), meant), PRINTED, KNOWN)
    assert (resolution.intent, resolution.answer, resolution.by) == ("faq", "registration_review", OBJECTED)


def test_what_it_meant_is_declined_where_nothing_answers_it() -> None:
    message = objecting("谁问打印了，我问的是换管理员", (answer_label("certificate_print"), 0.9), ("out_of_scope", 0.6))
    assert resolve(message, PRINTED, KNOWN).intent == FALLBACK


def test_others_are_offered_where_it_is_unclear() -> None:
    labels = (answer_label("certificate_print"), 0.9), (answer_label("transfer_review"), 0.4)
    message = objecting("谁问打印了，我问的是那边审不审", *labels, transfer_review=0.3)
    resolution = resolve(message, PRINTED, KNOWN)
    assert (resolution.intent, list(resolution.choices)) == (UNSURE, ["transfer_review"])


def test_it_may_be_about_an_answer_a_few_turns_ago() -> None:
    later = after(user("faq"), answered("certificate_print"), user("faq"), answered("registration_review"))
    message = objecting(
        "刚才我问的是领取，你给我说成打印了", ("out_of_scope", 0.6), (answer_label("certificate_print"), 0.9)
    )
    assert resolve(message, later, KNOWN).intent == FALLBACK


def test_without_an_objection_the_answer_comes_again_beside_others() -> None:
    resolution = resolve(objecting("打印的地方到底在哪", transfer_review=0.2), PRINTED, KNOWN)
    assert (resolution.intent, resolution.answer) == (NO_MORE, "certificate_print")
    assert list(resolution.choices) == ["transfer_review"]


def refused(*more: dict[str, object]) -> Conversation:
    offer = bot({"outcome": "offer"}, OFFER_BUTTONS)
    return after(user("nlu_unsure"), offer, user("none_of_these"), bot({"outcome": "decline"}), *more)


@pytest.mark.parametrize(
    ("choices", "left"),
    [
        (["certificate_print", "transfer_review"], ["transfer_review"]),
        (["certificate_print", "registration_how"], []),
        (["transfer_review"], ["transfer_review"]),
    ],
)
def test_refused_choices_are_not_offered_again(choices: Sequence[str], left: Sequence[str]) -> None:
    resolution = without_refused(Resolution(UNSURE, choices=choices), refused())
    assert list(resolution.choices) == left
    assert resolution.intent == (UNSURE if left else FALLBACK)


def test_they_may_be_later() -> None:
    turns = [one for _ in range(4) for one in (user("faq"), answered("transfer_review"))]
    assert without_refused(Resolution(UNSURE, choices=["certificate_print"]), refused(*turns)).choices
