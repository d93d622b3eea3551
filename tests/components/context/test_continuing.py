import pytest

from components.context.continuing import continuation, likewise, named_beside
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.resolution import CONTINUE, FALLBACK, UNSURE
from tests.components.context.builders import KNOWN, after, answered, typed, user
from understanding.labels import FAQ


def test_the_last_question_for_another_topic() -> None:
    before = after(
        user("faq", context={"fragment": "who_reviews"}),
        answered("declaration_review"),
    )
    found = continuation(typed("那单位调转呢", UNSURE, transfer_review=0.3), before, KNOWN)
    assert found is not None
    assert found.answer == "transfer_review"


def test_another_question_of_the_same_topic() -> None:
    before = after(user("faq"), answered("declaration_how"))
    found = continuation(typed("那审核呢", UNSURE, registration_review=0.3, declaration_review=0.2), before, KNOWN)
    assert found is not None
    assert found.answer == "declaration_review"


@pytest.mark.parametrize(
    ("text", "answers", "meant"),
    [
        ("单位辞职的呢", {"transfer_review": 0.09, "certificate_print": 0.01}, "transfer_review"),
        # Another one is nearly as likely, none is likely at all, or it is no continuation.
        ("单位辞职的呢", {"transfer_review": 0.09, "certificate_print": 0.05}, None),
        ("单位辞职的呢", {"transfer_review": 0.01}, None),
        ("单位辞职的", {"transfer_review": 0.09}, None),
    ],
)
def test_a_mere_subject_means_the_only_possible_answer(text: str, answers: dict[str, float], meant: str | None) -> None:
    before = after(user("faq"), answered("declaration_how"))
    found = continuation(typed(text, FALLBACK, **answers), before, KNOWN)
    assert (found.answer if found else None) == meant


def test_a_clear_question_does_not_go_on() -> None:
    before = after(user("faq"), answered("declaration_how"))
    assert continuation(typed("那证书怎么打印呢", FAQ, certificate_print=0.9), before, KNOWN) is None
    assert continuation(typed("审核", UNSURE, declaration_review=0.3), before, KNOWN) is None


def test_and_then_asks_for_what_is_related() -> None:
    talk = after(user("faq", context={"fragment": "who_reviews"}), answered("declaration_review"))
    assert continuation(typed("然后呢", CONTINUE, registration_review=0.1), talk, KNOWN) is None


def test_what_the_last_answer_says_as_well_is_said_again() -> None:
    talk = after(user("faq"), answered("certificate_print"))
    found = continuation(typed("那打印呢", FAQ, declaration_how=0.9), talk, KNOWN)
    assert found is not None
    assert found.answer == "certificate_print"
    assert continuation(typed("打印", FAQ, declaration_how=0.9), talk, KNOWN) is None


def test_a_continuation_heeds_the_role_it_names() -> None:
    before = after(user("faq"), answered("password_recover", role="personal"), role="personal")
    unclear = typed("那单位管理员忘记密码呢", UNSURE, password_recover=0.6)
    found = continuation(unclear, before, KNOWN)
    assert found is not None
    assert (found.answer, found.entities["role"].value) == ("password_recover", "unit")


TITLED = Knowledge(
    {
        "transfer_withdraw": AnswerFacts("transfer", "撤回单位调转"),
        "transfer_review": AnswerFacts("transfer", "单位调转由谁审核"),
        "registration_withdraw": AnswerFacts("registration", "撤回注册信息"),
        "registration_review": AnswerFacts("registration", "注册由谁审核"),
        "registration_unit": AnswerFacts("registration", "注册时搜不到单位"),
        "profile_title": AnswerFacts("profile", "修改职称"),
    },
    {"who_reviews": {"registration_review": ["registration"], "transfer_review": ["transfer"]}},
)


@pytest.mark.parametrize(
    ("subject", "last", "meant"),
    [
        ("注册", "transfer_withdraw", "registration_withdraw"),
        ("注册", "transfer_review", "registration_review"),
        ("单位调转", "registration_review", "transfer_review"),
        ("职称", "transfer_withdraw", None),
        ("社保", "transfer_withdraw", None),
        ("注册", "gone", None),
    ],
)
def test_the_same_of_another_subject(subject: str, last: str, meant: str | None) -> None:
    assert likewise(subject, last, TITLED) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [("那调转的呢,谁审核", "transfer_review"), ("要是单位都点通过了,谁审核", None), ("单位那个呢 谁审核", None)],
)
def test_a_subject_beside_a_question_without_one(text: str, meant: str | None) -> None:
    assert named_beside(typed(text, "context", who_reviews=1.0), "who_reviews", TITLED) == meant
