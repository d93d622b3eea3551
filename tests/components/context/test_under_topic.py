"""The topic under discussion, or the state of the account, decides between likely answers."""

from dataclasses import replace

from components.context.knowledge import Knowledge
from components.context.under_topic import account_state, leaps
from tests.components.context.builders import KNOWN, after, answered, typed, user

HELPS_BEFORE = replace(KNOWN.answers["registration_how"], before_approval=True)
KNOWING = Knowledge({**KNOWN.answers, "registration_how": HELPS_BEFORE}, KNOWN.contexts)


def test_a_state_that_makes_the_answer_useless_gives_the_next_likely_one() -> None:
    likely = {"context": {"likely": ["registration_how", "registration_review", "transfer_review"]}}
    talk = after(user("faq", **likely), answered("registration_how"))
    found = account_state(typed("可是已经审核通过了"), talk, KNOWING)
    assert found is not None
    assert found.answer == "registration_review"
    both = account_state(typed("可是已经审核通过了", transfer_review=0.1), talk, KNOWING)
    assert both is not None
    assert both.answer == "transfer_review"


def test_a_question_or_another_answer_is_left_alone() -> None:
    talk = after(user("faq", context={"likely": ["registration_review"]}), answered("registration_how"))
    assert account_state(typed("审核通过了怎么登录"), talk, KNOWING) is None
    assert account_state(typed("可是已经审核通过了"), talk, KNOWN) is None


def test_what_goes_on_is_no_other_topic_without_a_word_of_it() -> None:
    talk = after(user("faq"), answered("declaration_review"))
    assert leaps(typed("那我该去哪弄", "faq", certificate_print=0.76), talk, KNOWN)
    assert not leaps(typed("那证书去哪打印", "faq", certificate_print=0.76), talk, KNOWN)
    assert not leaps(typed("那我该去哪弄", "faq", certificate_print=0.95), talk, KNOWN)
    assert not leaps(typed("那我该去哪弄", "faq", declaration_how=0.76), talk, KNOWN)
