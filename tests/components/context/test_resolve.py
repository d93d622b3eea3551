from components.context.conversation import conversation
from components.context.resolution import WITH_PERSON
from components.context.resolve import resolve
from tests.components.context.builders import ASKED_ROLE, KNOWN, OFFER_BUTTONS, after, bot, said, user
from understanding.labels import FAQ

PAUSED = conversation([], {"with_person_until": "2026-01-01T10:00:00+00:00"}, now="2026-01-01T09:59:59+00:00")
OVER = conversation([], {"with_person_until": "2026-01-01T10:00:00+00:00"}, now="2026-01-01T10:00:01+00:00")


def test_a_person_has_the_conversation_until_the_time_is_over_or_the_user_comes_back() -> None:
    asked = said("证书怎么打印", FAQ, certificate_print=0.9)
    assert resolve(asked, PAUSED, KNOWN).intent == WITH_PERSON
    assert resolve(asked, OVER, KNOWN).answer == "certificate_print"
    assert resolve(said("不要人工了", "resume"), PAUSED, KNOWN).intent != WITH_PERSON


def test_a_number_comes_before_everything_else() -> None:
    talk = after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
    assert resolve(said("1", FAQ, declaration_how=0.9), talk, KNOWN).answer == "certificate_print"


def test_what_nobody_understands_stays_as_it_is() -> None:
    found = resolve(said("今天天气怎么样"), after(user("nlu_by_role"), bot(ASKED_ROLE)), KNOWN)
    assert (found.intent, found.answer) == (None, None)
