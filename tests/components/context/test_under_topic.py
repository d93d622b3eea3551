"""The topic under discussion, or the state of the account, decides between likely answers."""

from dataclasses import replace

from components.context.knowledge import Knowledge
from components.context.resolution import FALLBACK, UNSURE, Scored
from components.context.under_topic import account_state, leaps, likely_here, whichever
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


def test_answers_that_depend_on_the_city_say_the_same_once_it_is_known() -> None:
    unsure = typed("那在哪里申报呢", UNSURE, declaration_how=0.34, declaration_unavailable=0.37)
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="聊城"))
    assert whichever(unsure, talk, KNOWN) == "declaration_unavailable"
    assert whichever(unsure, after(), KNOWN) is None


def test_the_same_under_the_topic_for_what_is_unknown_by_itself() -> None:
    ranked = [Scored("declaration_how", 0.29), Scored("declaration_unavailable", 0.28)]
    unknown = replace(typed("上哪报", FALLBACK), in_topic=ranked)
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="日照"))
    assert whichever(unknown, talk, KNOWN) == "declaration_how"
    assert whichever(unknown, after(user("faq"), answered("certificate_print")), KNOWN) is None


def test_a_doubtful_answer_gives_way_to_the_one_that_is_talked_about() -> None:
    ranked = [Scored("declaration_review", 0.76), Scored("certificate_print", 0.1)]
    talk = after(user("faq"), answered("declaration_review"))
    doubtful = replace(typed("非得身份证号", "faq", certificate_print=0.62), in_topic=ranked)
    assert likely_here(doubtful, talk, KNOWN) == "declaration_review"
    clear = replace(typed("证书在哪打印", "faq", certificate_print=0.8), in_topic=ranked)
    assert likely_here(clear, talk, KNOWN) is None
