from components.context.conversation import PendingQuestion
from components.context.turns import MOST_TURNS_WAITING
from tests.components.context.builders import (
    ASKED_CITY,
    ASKED_ROLE,
    OFFER_BUTTONS,
    ROLE_BUTTONS,
    after,
    answered,
    bot,
    user,
)


def test_nothing_is_known_at_the_beginning() -> None:
    talk = after()
    assert (talk.expects, talk.waiting, talk.faq_id, talk.misses, list(talk.buttons)) == (None, None, None, 0, [])


def test_a_question_waits_and_its_buttons_are_there() -> None:
    talk = after(user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS), role=None)
    assert talk.expects == "role"
    assert talk.waiting == PendingQuestion("role", "password_recover", 1)
    assert [button["title"] for button in talk.buttons] == ["专技个人", "用人单位"]


def test_a_question_still_waits_after_another_answer() -> None:
    talk = after(user("nlu_by_role"), bot(ASKED_ROLE), user("faq"), answered("certificate_print"))
    assert talk.expects is None
    assert talk.waiting == PendingQuestion("role", "password_recover", 1)
    assert (talk.faq_id, talk.topic) == ("certificate_print", "certificate")


def test_a_question_waits_no_more_when_answered_cancelled_or_far_back() -> None:
    asked = [user("nlu_by_role"), bot(ASKED_ROLE)]
    assert after(*asked, user("inform"), answered("password_recover", role="unit")).waiting is None
    assert after(*asked, user("cancel"), bot({"outcome": "chat"})).waiting is None
    chat = [event for _ in range(MOST_TURNS_WAITING) for event in (user("thank"), bot({"outcome": "chat"}))]
    assert after(*asked, *chat[:-2]).waiting is not None
    assert after(*asked, *chat).waiting is None


def test_an_offer_asks_for_a_choice() -> None:
    assert after(user("nlu_unsure"), bot({"outcome": "offer"}, OFFER_BUTTONS)).expects == "choice"


def test_the_last_answer_that_depended_on_a_role_is_kept() -> None:
    talk = after(
        user("inform"), answered("password_recover", role="personal"), user("faq"), answered("certificate_print")
    )
    assert talk.by_role == ("password_recover", "personal")
    assert talk.by_city is None


def test_misses_in_a_row_are_counted() -> None:
    miss = [user("nlu_fallback"), bot({"outcome": "decline"})]
    assert after(*miss, *miss).misses == 2
    assert after(*miss, user("thank"), bot({"outcome": "chat"}), *miss).misses == 1
    assert after(*miss, user("inform"), bot({"outcome": "decline", "reason": "outside"})).misses == 0


def test_a_message_without_words_leaves_everything_as_it_was() -> None:
    miss = [user("nlu_fallback"), bot({"outcome": "decline"})]
    gesture = [user("nlu_gesture"), bot({"outcome": "chat"})]
    asked = [user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS)]
    assert after(*miss, *gesture, *miss, *gesture).misses == 2
    assert after(*asked, *gesture * MOST_TURNS_WAITING) == after(*asked)
    assert after(user("faq"), answered("certificate_print"), *gesture).answered


def test_a_new_session_knows_nothing_of_the_last() -> None:
    talk = after(user("faq"), answered("certificate_print"), {"event": "session_started"})
    assert talk.faq_id is None


def test_a_message_that_nobody_asked_for_is_no_turn() -> None:
    assert after(bot({"outcome": "chat"})).expects is None


def test_a_conversation_that_was_restarted_begins_anew() -> None:
    before = [user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS)]
    assert after(*before, {"event": "restart"}) == after()


def test_numbers_count_all_buttons_of_the_turn_and_in_rasa_s_shell_those_of_the_last_message() -> None:
    messages = [answered("certificate_print"), bot(ASKED_ROLE, ROLE_BUTTONS), bot({"outcome": "chat"})]
    messages[0] = {**messages[0], "data": {"buttons": OFFER_BUTTONS}}
    elsewhere = after({**user("nlu_several"), "input_channel": "webchat"}, *messages)
    shell = after({**user("nlu_several"), "input_channel": "cmdline"}, *messages)
    assert (len(elsewhere.buttons), len(shell.buttons)) == (5, 5)
    assert list(elsewhere.numbered) == [*OFFER_BUTTONS, *ROLE_BUTTONS]
    assert list(shell.numbered) == ROLE_BUTTONS


def test_the_whole_answer_counts_where_a_sentence_of_it_came_last() -> None:
    whole = {**answered("certificate_print"), "text": "先登录。再打印。"}
    quote = bot({"outcome": "answer", "faq_id": "certificate_print", "quotes": True})
    sentence = {**quote, "text": "说明里是这样写的：“再打印。”"}
    assert after(user("faq"), whole, user("nlu_quote"), sentence).shown == ("certificate_print", "先登录。再打印。")
    chat = bot({"outcome": "chat"})
    assert after(user("faq"), whole, user("thank"), chat).shown[0] == "certificate_print"
    assert after(user("faq"), whole, user("thank"), chat, user("thank"), chat).shown == ("", "")


def test_a_question_for_the_other_thing_waits_behind_one_that_was_replied_to() -> None:
    both = [user("nlu_by_city"), bot(ASKED_CITY), user("nlu_by_role"), bot(ASKED_ROLE)]
    assert after(*both).waiting == PendingQuestion("role", "password_recover", 1)
    replied = after(*both, user("inform"), answered("password_recover", role="personal"))
    assert replied.waiting == PendingQuestion("city", "declaration_unavailable", 1)


def test_an_older_question_for_the_same_thing_waits_no_more() -> None:
    older = bot({"outcome": "ask", "asks": "role", "about": "registration_how", "times": 1})
    asked = [user("nlu_by_role"), older, user("nlu_by_role"), bot(ASKED_ROLE)]
    assert after(*asked, user("inform"), answered("password_recover", role="personal")).waiting is None
