from components.context.continuing import continuation
from components.context.resolution import CONTINUE, UNSURE
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
