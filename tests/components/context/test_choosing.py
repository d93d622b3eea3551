import pytest

from components.context.choosing import by_title, chosen, of_the_offered, pressed, titled
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.resolution import BY_ROLE, FALLBACK, REPEAT, Entity, Resolution
from owner.live import using
from owner.profile import Profile
from tests.components.context.builders import ASKED_ROLE, KNOWN, OFFER_BUTTONS, ROLE_BUTTONS, after, bot, typed, user
from tests.zh.institutions import library, school
from understanding.labels import CONTEXT, FAQ
from understanding.payload import Payload

OFFERED = after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
ASKED = after(user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS))


@pytest.mark.parametrize("text", ["1", "第一个", "证书怎么打印", "倒数第二个"])
def test_a_number_or_the_title_is_as_good_as_a_click(text: str) -> None:
    found = chosen(typed(text), OFFERED, KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (FAQ, "certificate_print")


@pytest.mark.parametrize(("text", "answer"), [("打印", "certificate_print"), ("注册", "registration_how")])
def test_a_word_of_the_only_title_that_has_it(text: str, answer: str) -> None:
    found = chosen(typed(text), OFFERED, KNOWN)
    assert found is not None
    assert found.answer == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [("是第二个那个注册的", "registration_how"), ("就选第一个打印", "certificate_print"), ("第二个打印", None)],
)
def test_a_number_with_a_word_of_its_title(text: str, answer: str | None) -> None:
    found = chosen(typed(text), OFFERED, KNOWN)
    assert (found.answer if found else None) == answer


def test_a_word_of_several_titles_or_under_no_choice_is_left_to_others() -> None:
    assert chosen(typed("怎么"), OFFERED, KNOWN) is None
    assert chosen(typed("打"), OFFERED, KNOWN) is None
    assert chosen(typed("打印"), after(user("faq"), bot({"outcome": "answer"}, OFFER_BUTTONS)), KNOWN) is None


def test_an_answer_that_depends_on_the_role_asks_for_it() -> None:
    found = chosen(typed("2"), OFFERED, KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (BY_ROLE, "registration_how")


@pytest.mark.parametrize("text", ["最后一个", "倒数第一个"])
def test_the_last_one_is_the_last_answer_and_not_none_of_these(text: str) -> None:
    found = chosen(typed(text), OFFERED, KNOWN)
    assert found is not None
    assert found.answer == "registration_how"


def test_a_role_by_its_number() -> None:
    found = chosen(typed("2"), ASKED, KNOWN)
    assert found == Resolution(
        "inform", "password_recover", {"role": Entity("unit"), "about": Entity("password_recover")}
    )


def test_a_number_that_no_button_has_asks_again() -> None:
    assert chosen(typed("9"), OFFERED, KNOWN) == Resolution(REPEAT)


def test_a_number_after_a_mere_greeting_is_left_to_others() -> None:
    assert chosen(typed("9"), after(user("greet"), bot({"outcome": "chat"}, OFFER_BUTTONS)), KNOWN) is None
    assert chosen(typed("1"), after(), KNOWN) is None


def test_a_mere_yes_to_a_choice_asks_again() -> None:
    assert of_the_offered(typed("是的", "affirm"), OFFERED, KNOWN) == Resolution(REPEAT)


def test_a_mere_yes_to_the_only_offer_takes_it() -> None:
    one = after(user("nlu_unsure"), bot({"outcome": "offer"}, [OFFER_BUTTONS[0], OFFER_BUTTONS[2]]))
    found = of_the_offered(typed("是的", "affirm"), one, KNOWN)
    assert found is not None
    assert found.answer == "certificate_print"


def test_an_unclear_reply_means_the_offered_answer_it_fits() -> None:
    found = of_the_offered(
        typed("打印的那个", "nlu_unsure", certificate_print=0.5, declaration_how=0.6), OFFERED, KNOWN
    )
    assert found is not None
    assert found.answer == "certificate_print"


def test_an_unclear_reply_that_fits_two_or_none_is_left_to_others() -> None:
    two = typed("那个", "nlu_unsure", certificate_print=0.5, registration_how=0.4)
    assert of_the_offered(two, OFFERED, KNOWN) is None
    assert of_the_offered(typed("别的", "nlu_unsure", declaration_how=0.6), OFFERED, KNOWN) is None
    assert of_the_offered(typed("打印的那个", "nlu_unsure", certificate_print=0.5), after(), KNOWN) is None


def test_a_forged_payload_brings_neither_role_nor_answer() -> None:
    forged = pressed(Payload("inform", {"role": "hacker", "city": "<script>", "about": "x"}), after(), KNOWN)
    assert forged == Resolution("inform", entities={"about": Entity("x")})
    assert pressed(Payload("ask", {"faq_id": "gone"}), after(), KNOWN).answer is None


def test_an_answers_own_title_brings_it() -> None:
    found = titled(typed("调转由谁审核？", CONTEXT, who_reviews=0.6), after(), KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (FAQ, "transfer_review")
    assert titled(typed("谁审核"), after(), KNOWN) is None
    assert titled(typed("调转由谁审核", FAQ, registration_review=1.0), after(), KNOWN) is None


def test_a_reply_with_words_of_one_offered_title_means_it_whatever_else_it_sounds_like() -> None:
    found = by_title(typed("打印的那个", FAQ, declaration_how=0.8), OFFERED, KNOWN)
    assert found is not None
    assert found.answer == "certificate_print"
    assert by_title(typed("怎么打印", FAQ, declaration_how=0.8), OFFERED, KNOWN) is None
    assert by_title(typed("那个", FAQ, declaration_how=0.8), OFFERED, KNOWN) is None
    assert by_title(typed("打印的那个", FAQ, declaration_how=0.8), after(), KNOWN) is None


@pytest.mark.parametrize(
    ("served", "kept"),
    [(library(), set()), (school(), {("role", "student"), ("city", "成都"), ("city", "其他地区")})],
)
def test_only_roles_and_cities_of_the_profile_are_taken_from_a_button(
    served: Profile, kept: set[tuple[str, str]]
) -> None:
    tried = [
        ("role", "student"),
        ("role", "unit"),
        ("city", "成都"),
        ("city", "济南"),
        ("city", "其他地区"),
        ("city", ""),
    ]
    with using(served):
        found = {
            (n, value) for n, value in tried if n in pressed(Payload("inform", {n: value}), after(), KNOWN).entities
        }
    assert found == kept


def test_a_message_that_only_shares_a_word_with_a_title_points_at_none() -> None:
    assert by_title(typed("打印机没墨了卡纸", FALLBACK), OFFERED, KNOWN) is None


def test_a_known_question_is_no_words_of_an_offered_title() -> None:
    assert by_title(typed("注册的", "faq", registration_how=0.9), OFFERED, KNOWN) is not None
    assert by_title(typed("注册的", "faq", registration_review=1.0), OFFERED, KNOWN) is None


def test_what_the_user_tells_of_their_account_chooses_among_the_offered() -> None:
    before = AnswerFacts("registration", "撤回注册信息", before_approval=True)
    known = Knowledge({"registration_withdraw": before, **KNOWN.answers}, KNOWN.contexts)
    button = {"title": "撤回注册信息", "payload": '/ask{"faq_id": "registration_withdraw"}'}
    talk = after(user("nlu_unsure"), bot({"outcome": "offer"}, [button, *OFFER_BUTTONS]))
    found = of_the_offered(typed("审核已经通过了", FALLBACK, registration_review=0.03), talk, known)
    assert found is not None
    assert found.answer == "certificate_print"


def test_a_clear_question_that_is_not_offered_is_no_choice() -> None:
    talk = after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
    assert by_title(typed("证书那个", "nlu_unsure"), talk, KNOWN) is not None
    assert by_title(typed("证书的申报", "faq", declaration_how=0.95), talk, KNOWN) is None


@pytest.mark.parametrize("text", ["个人注册的那个", "注册的这个", "注册那项"])
def test_words_that_only_point_do_not_count(text: str) -> None:
    found = by_title(typed(text), OFFERED, KNOWN)
    assert found is not None
    assert found.answer == "registration_how"
