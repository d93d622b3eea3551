from dataclasses import replace

import pytest

from components.context.conversation import conversation
from components.context.resolution import FALLBACK, PICTURE, STAFF, THANK, UNSURE, WITH_PERSON
from components.context.resolve import STEPS, resolve
from components.context.turns import GESTURE
from tests.components.context.builders import ASKED_ROLE, KNOWN, OFFER_BUTTONS, after, answered, bot, typed, user
from understanding.labels import FAQ

PAUSED = conversation([], {"with_person_until": "2026-01-01T10:00:00+00:00"}, now="2026-01-01T09:59:59+00:00")
OVER = conversation([], {"with_person_until": "2026-01-01T10:00:00+00:00"}, now="2026-01-01T10:00:01+00:00")


def test_a_person_has_the_conversation_until_the_time_is_over_or_the_user_comes_back() -> None:
    asked = typed("证书怎么打印", FAQ, certificate_print=0.9)
    assert resolve(asked, PAUSED, KNOWN).intent == WITH_PERSON
    assert resolve(asked, OVER, KNOWN).answer == "certificate_print"
    assert resolve(typed("不要人工了", "resume"), PAUSED, KNOWN).intent != WITH_PERSON


@pytest.mark.parametrize(("confidence", "stays"), [(0.79, True), (0.8, False), (1.0, False)])
def test_only_a_clear_wish_takes_the_conversation_from_a_person(confidence: float, stays: bool) -> None:
    doubtful = replace(typed("让助手来弄吧", "resume"), confidence=confidence)
    assert (resolve(doubtful, PAUSED, KNOWN).intent == WITH_PERSON) is stays
    assert resolve(doubtful, OVER, KNOWN).intent is None, "without a request it costs nothing"


def test_a_wish_for_the_assistant_is_no_question() -> None:
    """回到 takes up again what was talked about, but for here."""
    found = resolve(typed("人工不等了，回到助手", "resume", certificate_print=0.3), PAUSED, KNOWN)
    assert (found.intent, found.answer) == (None, None)


@pytest.mark.parametrize(
    ("text", "intent", "asks"),
    [
        ("还要多久", "staff", True),
        ("转人工", "handoff", True),
        ("有人吗", "greet", True),
        ("你好", "greet", False),
        ("证书怎么打印", FAQ, False),
    ],
)
def test_what_is_said_to_a_person_may_ask_for_one(text: str, intent: str, asks: bool) -> None:
    found = resolve(typed(text, intent, certificate_print=0.9), PAUSED, KNOWN)
    assert (found.intent, found.asks_staff) == (WITH_PERSON, asks)


def test_who_refuses_the_assistant_does_not_withdraw_a_request() -> None:
    registered = after(user("handoff"), bot({"outcome": "handoff"}))
    assert resolve(typed("不想用助手", "resume"), registered, KNOWN).intent == FALLBACK
    assert resolve(typed("让客服回答吧", "resume"), OVER, KNOWN).intent == FALLBACK
    assert resolve(typed("不用人工了", "resume"), registered, KNOWN).intent is None


def test_a_number_comes_before_everything_else() -> None:
    talk = after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
    assert resolve(typed("1", FAQ, declaration_how=0.9), talk, KNOWN).answer == "certificate_print"


@pytest.mark.parametrize("text", ["👍", "[强]", ":rose", "😂", "666", "??", "。"])
@pytest.mark.parametrize("intent", [None, FAQ, "nlu_unsure", "nlu_fallback", "out_of_scope", "deny"])
def test_a_message_without_words_is_neither_a_miss_nor_a_choice(text: str, intent: str | None) -> None:
    asked = after(user("nlu_by_role"), bot(ASKED_ROLE))
    offered = after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS))
    for talk in (after(), asked, offered):
        assert resolve(typed(text, intent, certificate_print=0.9), talk, KNOWN).intent == GESTURE
    assert resolve(typed(text, intent), PAUSED, KNOWN).intent == WITH_PERSON


@pytest.mark.parametrize("text", ["[图片]", "[语音]", "[视频]"])
def test_what_only_a_person_can_look_at(text: str) -> None:
    assert resolve(typed(text, FAQ, certificate_print=0.9), OVER, KNOWN).intent == PICTURE
    assert resolve(typed(text), PAUSED, KNOWN).intent == WITH_PERSON
    assert resolve(typed(f"{text}是什么"), OVER, KNOWN).intent != PICTURE


def test_a_friendly_one_thanks_for_an_answer() -> None:
    talk = after(user("faq"), answered("certificate_print"))
    found = {text: resolve(typed(text), talk, KNOWN).intent for text in ("👍", "[玫瑰]", "/:strong", "😂", "?")}
    assert found == {"👍": THANK, "[玫瑰]": THANK, "/:strong": THANK, "😂": GESTURE, "?": GESTURE}


def test_what_nobody_understands_stays_as_it_is() -> None:
    found = resolve(typed("今天天气怎么样"), after(user("nlu_by_role"), bot(ASKED_ROLE)), KNOWN)
    assert (found.intent, found.answer) == (None, None)


def test_what_users_say_of_themselves_comes_before_what_is_said_of_the_last_answer() -> None:
    order = [step.__name__ for step in STEPS]
    for step in ("about_last", "quoted", "complained", "acknowledged"):
        assert order.index("statement") < order.index("introduced") < order.index(step)


def test_a_question_without_the_staff_after_an_answer_is_not_about_them_whatever_comes_of_it() -> None:
    found = resolve(typed("多久能审下来", "staff"), after(user("faq"), answered("registration_review")), KNOWN)
    assert found.intent != "staff"
    assert found.intent is not None


@pytest.mark.parametrize(("score", "intent"), [(0.31, UNSURE), (0.1, FALLBACK)])
def test_what_may_be_withdrawn_is_offered_where_no_person_was_asked_for(score: float, intent: str) -> None:
    doubtful = replace(typed("咋撤回捏", "withdraw", who_reviews=score), confidence=0.43)
    assert resolve(doubtful, after(), KNOWN).intent == intent


@pytest.mark.parametrize(("text", "kept"), [("那放着没事?", False), ("没事了", True)])
def test_a_question_after_an_answer_cancels_nothing(text: str, kept: bool) -> None:
    last = after(user("faq"), answered("certificate_print"))
    assert (resolve(typed(text, "cancel"), last, KNOWN).intent is None) is kept


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "stays"),
    [
        ("我在后台哪个菜单给他重置", "menu", 0.6, False),
        ("我在后台哪个菜单给他重置", "menu", 0.9, True),
        ("那我先挂了", "goodbye", 0.6, True),
        ("有人不", "greet", 0.6, True),
    ],
)
def test_small_talk_that_asks_something_must_be_clear(text: str, intent: str, confidence: float, stays: bool) -> None:
    message = replace(typed(text, intent), confidence=confidence)
    found = resolve(message, after(user("faq"), answered("declaration_how")), KNOWN)
    assert (found.intent in (None, STAFF)) is stays
