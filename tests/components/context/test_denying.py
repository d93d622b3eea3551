"""A denial of the last answer that leaves an unclear wish."""

from dataclasses import replace

from components.context.conversation import Conversation
from components.context.denying import wish_left
from tests.components.context.builders import KNOWN, after, answered, typed, user


def talk() -> Conversation:
    first = (user("faq"), answered("certificate_print"), user("faq"), answered("registration_review"))
    return after(*first, user("faq"), answered("transfer_review"))


def test_what_was_given_before_is_offered() -> None:
    wish = replace(typed("我没说要调转，我就是想改对", "affirm"), denied=["faq/transfer_review"])
    found = wish_left(wish, talk(), KNOWN)
    assert found is not None
    assert found.intent == "nlu_unsure"
    assert "transfer_review" not in found.choices
    assert list(found.choices)[-2:] == ["registration_review", "certificate_print"]


def test_a_clear_wish_and_another_denial_are_left_to_others() -> None:
    text = "我没说要调转，我就是想改对"
    assert wish_left(replace(typed(text, "faq"), denied=["faq/transfer_review"]), talk(), KNOWN) is None
    assert wish_left(replace(typed(text, "affirm"), denied=["faq/certificate_print"]), talk(), KNOWN) is None
    assert wish_left(replace(typed("没说调转，好的", "affirm"), denied=["faq/transfer_review"]), talk(), KNOWN) is None
