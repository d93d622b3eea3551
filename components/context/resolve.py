"""resolve: tries the steps in their order until one of them resolves the message."""

from dataclasses import replace

from components.context.asking import LIKE_IT, for_another_role, fragment, in_topic, question, returned, topical
from components.context.choosing import by_title, chosen, of_the_offered, titled
from components.context.continuing import continuation
from components.context.conversation import Conversation
from components.context.denying import wish_left
from components.context.ending import called_for, parted
from components.context.giving_up import gives_up
from components.context.intents import POSSIBLE_FOLLOW_UPS, SMALL_TALK
from components.context.knowledge import Knowledge
from components.context.last_answer import (
    about_last,
    acknowledged,
    asks_staff,
    complained,
    quoted,
    solved,
    state_given,
    turned_to,
    waiting_for_staff,
)
from components.context.office_hours import office_hours
from components.context.pointing import give_again, page_asked_for, pointed_at, repeated, screen_named, word_pointed_at
from components.context.quoting import of_asked_kind
from components.context.rejecting import without_refused
from components.context.replying import reply
from components.context.request import of_request, withdrawn
from components.context.resolution import (
    FALLBACK,
    PICTURE,
    REQUEST,
    RESUME,
    STAFF,
    THANK,
    UNSURE,
    WITH_PERSON,
    WITHDRAW,
    ClassifiedMessage,
    Resolution,
)
from components.context.same_again import only_quoted, same_again
from components.context.stating import introduced, of_own_place, statement
from components.context.turns import GESTURE
from components.context.under_topic import account_state, leaps
from components.context.wishing import CLEAR_WISH, is_wished, wants_assistant
from persistence.attachments.marks import is_mark
from understanding.labels import answer_label
from zh.awaiting import asked_of_request, is_of_request
from zh.gestures import Gesture, gesture
from zh.reading import Act


def pictured(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a picture, a voice message or a video, which only a person can look at."""
    return Resolution(PICTURE) if is_mark(message.text) else None


def gestured(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a message without words; a friendly gesture after an answer means thanks."""
    kind = gesture(message.text)
    if kind is None:
        return None
    return Resolution(THANK if kind is Gesture.THANKS and talk.answered else GESTURE)


STEPS = (
    # Without words: the later steps read words, and would take 👍 for a failed reply.
    pictured,
    gestured,
    # What is on the screen: its numbers and titles are also roles, cities and topics.
    chosen,
    # The classifier takes 有人吗 for a greeting; behind an offer it would be likened to what was offered.
    waiting_for_staff,
    # The user's own request for a person, and a message by its end: as a whole it is unclear, and what follows would
    # liken it to an answer.
    withdrawn,
    called_for,
    parted,
    of_request,
    # A title is a question, also while the role or the city is asked for.
    titled,
    # The assistant's open question, for a role or a city, or for one of several answers. A choice by a word of a title
    # is surer than one by the likeliest answer.
    reply,
    by_title,
    of_the_offered,
    # Who and where the user is: before all that reads the same words as a question. 滕州呢 changes the city.
    statement,
    # The user goes back, asks about hours, wants it again or reports success: words that say so outdo likelihoods.
    returned,
    office_hours,
    repeated,
    solved,
    # The state of the account, and whom to turn to: the last answer has a sentence for it, or is useless by it.
    # `continuation` and `about_last` would give that answer all the same.
    account_state,
    state_given,
    turned_to,
    # Its page: what asks where that is has words of many answers (此处是哪处，在哪个页面上).
    page_asked_for,
    screen_named,
    # The last answer for another city or role, then what the topic makes clear, then what has no subject, then 那…呢:
    # from what names most to what names least. All before `about_last`, which takes them for a part of that answer.
    of_own_place,
    for_another_role,
    in_topic,
    fragment,
    continuation,
    # No question at all, though its words may stand in the last answer.
    introduced,
    wish_left,
    complained,
    acknowledged,
    # About the last answer: by meaning, then by a word of it.
    about_last,
    word_pointed_at,
    quoted,
    # A mere word names a topic only where nothing above knows it.
    topical,
)
"""The first that resolves a message decides; tests/components/context/test_order.py has messages that two would."""

BY_PERSON = "with_person"
"""The step named while a person has the conversation."""

BY_WISH = "wished_back"
"""The step named when the user clearly wants the assistant back."""


def resolve(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution:
    """Return the resolution of the first step that resolves the message, with that step's name in `by`."""
    if talk.with_person:
        if is_wished(message):
            return Resolution(by=BY_WISH)
        resolution = Resolution(WITH_PERSON, asks_staff=asks_staff(message), gives_up=gives_up(message), by=BY_PERSON)
        return replace(resolution, asks_request=message.intent == REQUEST)
    if _is_doubtful(message, talk):
        unclear = message.contexts and message.contexts[0].confidence >= LIKE_IT
        resolution = resolve(replace(message, intent=UNSURE if unclear else FALLBACK), talk, knowledge)
        return resolution if resolution.intent else replace(resolution, intent=FALLBACK)
    if leaps(message, talk, knowledge):
        message = replace(message, intent=FALLBACK)
    if talk.waiting and answer_label(talk.waiting.about) in message.denied:
        # After 我没说注册 the waiting answer is not wanted any more.
        talk = replace(talk, waiting=None, expects=None)
    pointed = pointed_at(message, talk, knowledge)
    resolution = only_quoted(_first(message, pointed or talk, knowledge), message, talk, knowledge)
    resolution = same_again(resolution, message, talk, knowledge)
    resolution = _about_request(resolution, message)
    resolution = without_refused(resolution, talk)
    return give_again(resolution, message, pointed, knowledge) if pointed else resolution


def _about_request(resolution: Resolution, message: ClassifiedMessage) -> Resolution:
    """Return the resolution with what the message says of a request for a person."""
    asks = (resolution.intent or message.intent) in (STAFF, REQUEST)
    wants = tuple(sorted(asked_of_request(message.reading))) if asks else ()
    return replace(resolution, gives_up=resolution.gives_up or gives_up(message), wants=wants)


CLEARLY_SMALL_TALK = 0.8
"""Least confidence of small talk in a message that asks something."""


def _is_doubtful(message: ClassifiedMessage, talk: Conversation) -> bool:
    """Return whether the intent is doubtful: 不用助手了 wants the opposite of 不用人工了."""
    if message.intent in SMALL_TALK and message.confidence < CLEARLY_SMALL_TALK:
        return bool(message.reading.having(Act.ASKS)) and not message.reading.has("calling_somebody")
    if message.intent == RESUME:
        # Resuming would withdraw a registered request.
        return not (is_wished if talk.handed_over else wants_assistant)(message)
    if message.intent in POSSIBLE_FOLLOW_UPS and talk.answered:
        return message.text.endswith("?") or bool(message.reading.having(Act.ASKS))
    about_request = message.reading.has("requests") or (talk.handed_over and is_of_request(message.text))
    if message.intent in (REQUEST, WITHDRAW) and not about_request:
        return True
    if message.intent == STAFF:
        # 那照片发哪 and 多久能审下来 after an answer are about that answer.
        about_answer = talk.answered or of_asked_kind(message, talk.shown[1])
        return bool(about_answer) and not talk.handed_over and not message.reading.has("staff_named")
    return message.intent == WITHDRAW and not talk.handed_over and message.confidence < CLEAR_WISH


def _first(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution:
    for step in STEPS:
        resolution = step(message, talk, knowledge)
        if resolution:
            return replace(resolution, by=step.__name__)
    return replace(question(message, talk, knowledge), by=question.__name__)
