from dataclasses import replace

import pytest

from components.context.asking import for_another_role, fragment, offered, question, returned, topical
from components.context.knowledge import Knowledge
from components.context.resolution import (
    BY_CITY,
    BY_ROLE,
    FALLBACK,
    HANDOFF,
    INFORM,
    SEVERAL,
    UNSURE,
)
from tests.components.context.builders import ASKED_CITY, KNOWN, after, answered, bot, typed, user
from understanding.labels import CONTEXT, FAQ

WHO = typed("谁审核", CONTEXT, who_reviews=0.9)


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("registration_how", "registration_review"),
        ("declaration_how", "declaration_review"),
        ("transfer_review", "transfer_review"),
        ("certificate_print", "transfer_review"),
    ],
)
def test_a_question_without_a_subject_takes_that_of_the_last_answer(before: str, meant: str) -> None:
    found = fragment(WHO, after(user("faq"), answered(before)), KNOWN)
    assert found is not None
    assert (found.intent, found.answer, found.fragment) == (FAQ, meant, "who_reviews")


@pytest.mark.parametrize("talk", [after(), after(user("nlu_handoff"), answered("other_cooperation"))])
def test_without_a_topic_it_is_asked_back(talk: object) -> None:
    found = fragment(WHO, talk, KNOWN)  # type: ignore[arg-type]
    assert found is not None
    assert (found.intent, found.choices) == (
        UNSURE,
        ("registration_review", "declaration_review", "transfer_review"),
    )


def test_an_answer_by_role_is_asked_back_until_the_role_is_known() -> None:
    asked = typed("密码忘了", FAQ, password_recover=0.9)
    assert question(asked, after(), KNOWN).intent == BY_ROLE
    assert question(asked, after(role="unit"), KNOWN).intent == FAQ
    named = question(typed("单位管理员密码忘了", FAQ, password_recover=0.9), after(), KNOWN)
    assert (named.intent, named.entities["role"].value) == (FAQ, "unit")


def test_an_answer_by_city_heeds_what_is_known() -> None:
    how = typed("怎么申报学时", FAQ, declaration_how=0.9)
    assert question(how, after(), KNOWN).intent == BY_CITY
    assert question(how, after(city="德州"), KNOWN).intent == BY_CITY
    named = question(typed("德州怎么申报学时", FAQ, declaration_how=0.9), after(), KNOWN)
    assert (named.intent, named.entities["city"].value) == (BY_CITY, "德州")
    assert question(typed("我怎么不能申报", FAQ, declaration_unavailable=0.9), after(), KNOWN).intent == BY_CITY


def test_a_place_that_is_merely_mentioned_is_not_the_users() -> None:
    mentioned = question(typed("证书能拿到德州用吗", FAQ, certificate_print=0.9), after(), KNOWN)
    assert "city" not in mentioned.entities
    stated = question(typed("我是德州的，证书怎么打印", FAQ, certificate_print=0.9), after(), KNOWN)
    assert stated.entities["city"].value == "德州"


@pytest.mark.parametrize("place", ["北京", "外省", "省外"])
def test_only_where_the_user_is_outside_the_platform_is_another(place: str) -> None:
    taken = question(typed(f"去{place}参加的培训怎么申报学时", FAQ, declaration_how=0.9), after(), KNOWN)
    assert (taken.intent, dict(taken.entities)) == (BY_CITY, {})
    outside = question(typed(f"我是{place}的怎么申报学时", FAQ, declaration_how=0.9), after(), KNOWN)
    assert (outside.intent, outside.entities["city"].value) == (BY_CITY, "省外")


def test_a_promise_of_a_person_is_one() -> None:
    assert question(typed("合作", FAQ, other_cooperation=0.9), after(), KNOWN).intent == HANDOFF


def test_an_unclear_message_offers_what_it_may_mean() -> None:
    found = question(
        typed("登录", UNSURE, certificate_print=0.3, declaration_how=0.2, password_recover=0.01), after(), KNOWN
    )
    assert found.choices == ("certificate_print", "declaration_how")


def test_a_context_stands_for_what_it_may_mean() -> None:
    assert offered(typed("审核", UNSURE, who_reviews=0.3, certificate_print=0.2), KNOWN)[:3] == (
        "registration_review",
        "declaration_review",
        "transfer_review",
    )
    assert offered(typed("审核", UNSURE), KNOWN) == ()


def test_an_answer_that_waits_for_its_role_or_city_is_what_is_talked_about() -> None:
    talk = after(user("faq"), answered("transfer_review"), user("nlu_by_city"), bot(ASKED_CITY))
    found = fragment(WHO, talk, KNOWN)
    assert found is not None
    assert found.answer == "declaration_review"


@pytest.mark.parametrize("text", ["审核", "审核的问题", "关于审核"])
def test_a_mere_word_offers_what_it_may_be_about(text: str) -> None:
    found = topical(typed(text, "none_of_these", transfer_review=0.1, declaration_review=0.05), after(), KNOWN)
    assert found is not None
    assert (found.intent, found.choices) == (UNSURE, ("transfer_review", "declaration_review", "registration_review"))


@pytest.mark.parametrize(
    ("text", "intent"), [("审核", FAQ), ("审核", CONTEXT), ("天气", FALLBACK), ("打印", FALLBACK), ("由", FALLBACK)]
)
def test_a_word_that_asks_or_names_at_most_one_answer_offers_nothing(text: str, intent: str) -> None:
    assert topical(typed(text, intent), after(), KNOWN) is None


def test_a_statement_that_names_nothing_is_not_understood() -> None:
    assert question(typed("我是那个什么的", INFORM), after(), KNOWN).intent == FALLBACK


def test_an_unclear_message_that_ends_in_a_question_without_a_subject_takes_the_topic() -> None:
    declared = after(user("faq"), answered("declaration_how"))
    unclear = typed("填错了，谁审核", UNSURE, who_reviews=0.4, declaration_review=0.2)
    found = fragment(unclear, declared, KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (FAQ, "declaration_review")
    assert fragment(unclear, after(), KNOWN) is None
    likelier = typed("填错了，谁审核", UNSURE, who_reviews=0.2, declaration_review=0.4)
    assert fragment(likelier, declared, KNOWN) is None


def test_a_subject_that_is_named_after_all_is_not_asked_for() -> None:
    found = fragment(typed("调转由谁来审核", CONTEXT, who_reviews=0.6, transfer_review=0.4), after(), KNOWN)
    assert found is not None
    assert found.answer == "transfer_review"


def test_the_first_of_several_requests_heeds_the_city_that_is_named() -> None:
    found = question(typed("我在德州的厂里，怎么不能申报", SEVERAL, declaration_unavailable=0.9), after(), KNOWN)
    assert found.intent is None
    assert found.entities["city"].value == "德州"


@pytest.mark.parametrize("text", ["顺便单位账号要是忘了呢", "用人单位的密码也找不着了顺便问下"])
def test_what_was_answered_is_asked_again_for_another_role(text: str) -> None:
    before = after(user("faq"), answered("password_recover", role="personal"), role="personal")
    found = for_another_role(typed(text, UNSURE, password_recover=0.2), before, KNOWN)
    assert found is not None
    assert (found.answer, found.entities["role"].value) == ("password_recover", "unit")


@pytest.mark.parametrize(
    ("text", "confidence"), [("专技个人忘了呢", 0.2), ("单位账号在哪注销", 0.0), ("那手机号呢", 0.2)]
)
def test_the_same_role_none_or_another_matter_is_not_asked_again(text: str, confidence: float) -> None:
    before = after(user("faq"), answered("password_recover", role="personal"), role="personal")
    assert for_another_role(typed(text, UNSURE, password_recover=confidence), before, KNOWN) is None
    assert for_another_role(typed("那单位账号要是忘了呢", UNSURE), after(), KNOWN) is None


@pytest.mark.parametrize(
    ("text", "confidence", "meant"),
    [
        # Such a question resembles one without a subject.
        ("之后是哪边审核", 0.02, "registration_review"),
        ("找谁点同意", 0.02, "registration_review"),
        # What names its subject does not, or is long, or has it from the title.
        ("换单位谁来批准", 0.001, "transfer_review"),
        ("我上个月从老单位换到了新单位,谁来批", 0.02, "transfer_review"),
        ("调转后谁来审", 0.02, "transfer_review"),
    ],
)
def test_a_clear_question_is_about_the_last_answer_only_without_a_subject_of_its_own(
    text: str, confidence: float, meant: str
) -> None:
    talk = after(user("faq"), answered("registration_how"))
    found = question(typed(text, FAQ, transfer_review=0.89, who_reviews=confidence), talk, KNOWN)
    assert (found.intent, found.answer) == (FAQ, meant)


def test_of_two_answers_the_last_one_is_talked_about() -> None:
    talk = after(user("nlu_several"), answered("declaration_how"), answered("registration_how"))
    found = question(typed("之后是哪边审核", FAQ, transfer_review=0.89, who_reviews=0.02), talk, KNOWN)
    assert found.answer == "registration_review"


def test_who_wants_an_account_opened_need_not_be_so_clear() -> None:
    text = "我们做职业技能培训的,要在平台注册继续教育机构"
    found = question(typed(text, UNSURE, registration_how=0.5), after(), KNOWN)
    assert (found.intent, found.answer, found.entities["role"].value) == (FAQ, "registration_how", "institution")
    assert question(typed("我们做职业技能培训的,注册过了", UNSURE, registration_how=0.5), after(), KNOWN).answer is None
    assert question(typed(text, UNSURE, registration_how=0.3), after(), KNOWN).answer is None


def test_of_answers_that_say_the_same_the_likeliest_is_given() -> None:
    unsure = typed("密码也忘了", UNSURE, certificate_print=0.35, password_recover=0.3)
    alike = {"certificate_print": replace(KNOWN.answers["certificate_print"], alike=("password_recover",))}
    assert question(unsure, after(), KNOWN).answer is None
    known = Knowledge({**KNOWN.answers, **alike}, KNOWN.contexts)
    assert question(unsure, after(), known).answer == "certificate_print"


def test_who_asks_clearly_about_the_same_thing_can_do_it() -> None:
    behind = {"transfer_review": replace(KNOWN.answers["transfer_review"], behind_login=True)}
    known = Knowledge({**KNOWN.answers, **behind}, KNOWN.contexts)
    clear = typed("填错了怎么撤", FAQ, transfer_review=0.8, registration_review=0.1)
    account_states = frozenset({"approved", "pending", "locked_out"})
    under = replace(after(user("faq"), answered("transfer_review")), states=account_states)
    elsewhere = replace(after(user("faq"), answered("certificate_print")), states=account_states)
    assert question(clear, under, known).answer == "transfer_review"
    assert question(clear, elsewhere, known).answer == "registration_review"


@pytest.mark.parametrize("text", ["这里是一家继续教育机构的教导处", "我们是做培训的机构这边的"])
def test_a_message_that_only_introduces_its_sender_is_noted(text: str) -> None:
    found = question(typed(text, FALLBACK), after(), KNOWN)
    assert (found.intent, found.entities["role"].value) == (INFORM, "institution")


def test_one_of_two_things_is_no_way_back() -> None:
    talk = after(user("faq"), answered("certificate_print"))
    assert returned(typed("课程在哪儿传，还是说先开个班", FALLBACK, certificate_print=0.1), talk, KNOWN) is None
