"""Messages about one of several answers."""

from dataclasses import replace

import pytest

from components.context.conversation import Conversation
from components.context.pointing import page_asked_for, screen_named, word_pointed_at
from components.context.resolution import FALLBACK, UNSURE
from components.context.resolve import resolve
from tests.components.context.builders import ASKED_CITY, KNOWN, OFFER_BUTTONS, after, answered, bot, typed, user

BOTH = (answered("certificate_print"), answered("transfer_review"))


def after_two() -> Conversation:
    return after(user("nlu_several"), *BOTH)


def test_the_answer_that_a_number_points_at_is_under_discussion() -> None:
    found = resolve(typed("第二个谁审核", "context", who_reviews=1.0), after_two(), KNOWN)
    assert found.answer == "transfer_review"
    found = resolve(typed("第一个再说一遍", FALLBACK), after_two(), KNOWN)
    assert (found.intent, found.answer) == ("faq", "certificate_print")


def test_it_may_have_been_given_a_few_turns_ago() -> None:
    talk = after(user("nlu_several"), *BOTH, user("faq"), answered("registration_review"))
    assert resolve(typed("第一个还是不会弄", UNSURE), talk, KNOWN).answer == "certificate_print"


def test_a_question_of_its_own_is_answered() -> None:
    found = resolve(typed("第一个会了,怎么注册", "faq", registration_how=0.95), after_two(), KNOWN)
    assert found.answer == "registration_how"


def test_what_points_at_nothing_is_read_as_it_is() -> None:
    assert resolve(typed("第三个再说一遍", FALLBACK), after_two(), KNOWN).answer is None
    assert (
        resolve(typed("第二个再说一遍", FALLBACK), after(user("faq"), answered("certificate_print")), KNOWN).answer
        is None
    )


def test_back_to_a_pending_question_with_its_reply() -> None:
    asked = after(user("nlu_by_city"), bot(ASKED_CITY), user("faq"), answered("certificate_print"))
    found = resolve(typed("潍坊的 接着刚才那个", "again"), asked, KNOWN)
    assert found.intent == "inform"
    assert found.entities["city"].value == "潍坊"
    assert resolve(typed("接着刚才那个", "again"), asked, KNOWN).answer == "certificate_print"


def test_while_something_is_offered_a_number_means_that() -> None:
    talk = after(user("nlu_several"), *BOTH, user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
    assert resolve(typed("第二个", FALLBACK), talk, KNOWN).answer == "registration_how"


@pytest.mark.parametrize("text", ["再说一遍", "点哪里"])
def test_the_last_answer_is_given_once_more(text: str) -> None:
    last = after(user("faq"), answered("certificate_print"))
    assert resolve(typed(text, "again"), last, KNOWN).answer == "certificate_print"
    assert resolve(typed(text, "again"), after(), KNOWN).intent == FALLBACK


def test_of_two_numbers_the_last_one_counts() -> None:
    found = resolve(typed("第一个明白了,第二个谁审核", "context", who_reviews=1.0), after_two(), KNOWN)
    assert found.answer == "transfer_review"


def test_what_is_named_beside_is_said_again() -> None:
    talk = after(user("faq"), answered("certificate_print"), user("faq"), answered("transfer_review"))
    assert (
        resolve(typed("打印证书那个再说一遍", "again", certificate_print=0.08), talk, KNOWN).answer
        == "certificate_print"
    )
    assert resolve(typed("再说一遍", "again"), talk, KNOWN).answer == "transfer_review"


def after_text(text: str, faq_id: str = "declaration_how") -> Conversation:
    return replace(after(user("faq"), answered(faq_id)), text=text)


@pytest.mark.parametrize("text", ["那个文件在哪里看", "文件在哪", "文件是什么"])
def test_a_word_of_the_last_answer_is_quoted(text: str) -> None:
    last = after_text("填写相关信息。具体可参考右侧的文件。")
    found = word_pointed_at(typed(text, "faq", registration_how=0.8), last, KNOWN)
    assert found is not None
    assert (found.answer, found.sentence) == ("declaration_how", "具体可参考右侧的文件。")


@pytest.mark.parametrize(
    ("text", "confidence"),
    [("那个证书在哪打", 0.8), ("那个文件在哪里看", 0.95), ("名单在哪里看", 0.8), ("文件不见了", 0.8)],
)
def test_another_question_quotes_nothing(text: str, confidence: float) -> None:
    last = after_text("具体可参考右侧的文件，证书。")
    assert word_pointed_at(typed(text, "faq", certificate_print=confidence), last, KNOWN) is None


WITH_PAGE = replace(
    KNOWN,
    answers={
        **KNOWN.answers,
        "registration_review": replace(KNOWN.answers["registration_review"], page="transfer_review"),
    },
)


@pytest.mark.parametrize("text", ["此处是哪处啊", "那个框在哪个页面上", "在哪呢", "页面我没找到呀"])
def test_the_page_of_the_last_answer_has_an_answer_of_its_own(text: str) -> None:
    last = after(user("faq"), answered("registration_review"))
    assert resolve(typed(text, UNSURE, certificate_print=0.4), last, WITH_PAGE).answer == "transfer_review"


def test_another_question_is_not_about_the_page() -> None:
    last = after(user("faq"), answered("registration_review"))
    assert page_asked_for(typed("打印证书的按钮在哪", "faq", certificate_print=0.9), last, WITH_PAGE) is None
    assert page_asked_for(typed("去哪里学习公需课", UNSURE), last, WITH_PAGE) is None
    assert page_asked_for(typed("此处是哪处"), after(user("faq"), answered("certificate_print")), WITH_PAGE) is None


FIX = "若单位已审核通过，需联系单位管理员在【学时审验】对该条信息进行操作。"


@pytest.mark.parametrize("text", ["学时审验在哪个菜单", "您说的学时审验怎么进"])
def test_a_screen_that_an_earlier_answer_names_is_looked_for(text: str) -> None:
    talk = after(user("faq"), {**answered("declaration_review"), "text": FIX}, user("thank"), bot({"outcome": "chat"}))
    found = screen_named(typed(text), talk, KNOWN)
    assert found is not None
    assert (found.answer, found.sentence, found.asks_more) == ("declaration_review", FIX, True)
    assert screen_named(typed("学时审验通过了"), talk, KNOWN) is None
    assert screen_named(typed("变更记录在哪"), talk, KNOWN) is None
