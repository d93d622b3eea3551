"""Resolves the choice of a button by click, number, title or words of its title."""

from collections.abc import Sequence

from components.context.asked_for import give_as_named
from components.context.conversation import Conversation
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.mentions import Mentions
from components.context.resolution import (
    AFFIRM,
    NONE_OF_THESE,
    REPEAT,
    ClassifiedMessage,
    Entity,
    Resolution,
    Scored,
    give,
)
from components.context.turns import Data
from components.context.under_topic import useful
from owner.live import current_id
from understanding.payload import ABOUT, ASK, FAQ_ID, Payload, read_payload
from zh.fold import fold
from zh.ngrams import pairs
from zh.ordinals import ordinal, pointing
from zh.places import cities, elsewhere
from zh.questions import asks_something
from zh.reading_words import any_word
from zh.roles import role_ids
from zh.states import states

LEAD_OVER_NEXT = 2.0
"""An offered answer is meant if it is this many times as likely as the next."""

POSSIBLE = 0.2

LONGEST_CHOICE = 10
"""Characters of a reply that only points at an offered title."""

POINTING = 0.25
"""The share of a reply's pairs of characters that stand in the title that it points at."""

ANOTHER = 0.9
"""From this confidence on of an answer that is not offered, a reply is a question of its own."""

SHORTEST_WORD = 2
"""Characters of a word that can name a button."""


def chosen(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a number or a button's own words; for a number without a button, ask again."""
    if not talk.buttons:
        return None
    number = ordinal(message.text)
    if number is not None:
        button = _at(talk.numbered, number)
        if button is None:
            return Resolution(REPEAT) if talk.expects else None
        return press(button, talk, knowledge)
    button = _named(talk, message.text) or _numbered_and_named(talk, message.text)
    return press(button, talk, knowledge) if button else None


def _named(talk: Conversation, text: str) -> Data | None:
    """Return the button with that title; in a choice also the only one whose title has that word."""
    folded, titles = fold(text), [fold(str(button.get("title", ""))) for button in talk.buttons]
    if folded in titles:
        return talk.buttons[titles.index(folded)]
    if talk.expects != "choice" or len(folded) < SHORTEST_WORD:
        return None
    having = [button for button, title in zip(talk.buttons, titles, strict=True) if folded in title]
    return having[0] if len(having) == 1 else None


def _numbered_and_named(talk: Conversation, text: str) -> Data | None:
    """Return the button of a choice by its number and a word of its title: 是第一个那个注册的."""
    choice = pointing(text) if talk.expects == "choice" and len(text) <= LONGEST_CHOICE else None
    button = _at(talk.numbered, choice.number) if choice else None
    if choice is None or button is None:
        return None
    words = _pointed(choice.rest.removeprefix("那个").removeprefix("这个").removesuffix("的"))
    return button if words and fold(words) in fold(str(button.get("title", ""))) else None


def titled(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve an answer's own title, which people see on buttons and among suggestions.

    A known question of the FAQ with the same text takes precedence.
    """
    if any(best.confidence == 1.0 for best in (message.best, *message.contexts[:1])):
        return None
    named = knowledge.by_title.get(fold(message.text), ())
    return give(named[0], talk, knowledge, {}) if len(named) == 1 else None


def by_title(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a reply to 您是想问 that shares words with only one offered title: 单位调转的那个."""
    if talk.expects != "choice" or len(message.text) > LONGEST_CHOICE or asks_something(message.text):
        return None
    elsewhere = message.sure and message.best.confidence >= ANOTHER and message.best.name not in talk.offered
    if message.best.name in knowledge.answers and (elsewhere or message.best.confidence == 1.0):
        # A known question is about its own answer: 名字错了 while 学时申报填错了怎么改 is offered as well.
        return None
    text = _pointed(message.text)
    meant = most_in_common(text, talk.offered, knowledge)
    words = pairs(fold(text))
    # 证书上章看不清 does not mean 证书、专利能抵多少学时.
    points = meant is not None and len(words & pairs(knowledge.answers[meant].folded_title)) >= POINTING * len(words)
    return give_as_named(meant, message, talk, knowledge) if meant and points else None


def _pointed(text: str) -> str:
    """Return what a reply points at, without the words that only point: 个人注册的那个 -> 个人注册."""
    return any_word("pointing_endings").sub("", text) or text


def most_in_common(text: str, ids: Sequence[str], knowledge: Knowledge) -> str | None:
    """Return the only one of the answers whose title shares the most pairs of characters with `text`."""
    words = pairs(fold(text))
    shared = {id_: len(words & pairs(knowledge.answers[id_].folded_title)) for id_ in ids if id_ in knowledge.answers}
    most = max(shared.values(), default=0)
    having = [id_ for id_, count in shared.items() if count == most]
    return having[0] if most and len(having) == 1 else None


def of_the_offered(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve an unclear reply to 您是想问 that fits only one of the offered answers, or a plain yes."""
    if talk.expects != "choice":
        return None
    offered = [id_ for id_ in talk.offered if id_ in knowledge.answers]
    if message.intent == AFFIRM:
        return give(offered[0], talk, knowledge, {}) if len(offered) == 1 else Resolution(REPEAT)
    if message.sure or not message.answers:
        return None
    left = useful(offered, message, talk, knowledge) if states(message.text) else ()
    if left and len(left) < len(offered):
        # After 审核已经通过了 some of them are useless.
        return give_as_named(left[0], message, talk, knowledge)
    fitting = [answer for answer in message.answers if answer.name in offered]
    return give_as_named(fitting[0].name, message, talk, knowledge) if _stands_out(fitting) else None


def offered_for(mentions: Mentions, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the offered answer that depends on the named role or city, if it is the only one or the first offered."""
    named = {"role": mentions.role, "city": mentions.places}
    depending = [
        id_
        for id_ in talk.offered
        if (knowledge.answers.get(id_) or AnswerFacts()).asks in [n for n in named if named[n]]
    ]
    is_meant = len(depending) == 1 or depending[:1] == [*talk.offered[:1]]
    return depending[0] if depending and is_meant else None


def press(button: Data, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a button as if it had been clicked."""
    payload = _payload(button)
    return pressed(payload, talk, knowledge) if payload else None


def pressed(payload: Payload, talk: Conversation, knowledge: Knowledge) -> Resolution:
    """Resolve a payload: an existing answer that it names is given; an unknown role or city is dropped."""
    values = payload.texts
    id_ = current_id(values.get(FAQ_ID, ""))
    if payload.intent == ASK and id_ in knowledge.answers:
        return give(id_, talk, knowledge, {})
    about = current_id(values.get(ABOUT, ""))
    allowed = {"role": role_ids(), "city": (*cities(), elsewhere())}
    entities = {n: Entity(value) for n, value in values.items() if value in allowed.get(n, (value,))}
    return Resolution(payload.intent, about if about in knowledge.answers else None, entities)


def _payload(button: Data) -> Payload | None:
    return read_payload(str(button.get("payload") or ""))


def _at(buttons: Sequence[Data], number: int) -> Data | None:
    if number < 0:
        # 最后一个 is the last of the choices, not the button 以上都不是 after them.
        buttons = [b for b in buttons if (payload := _payload(b)) is None or payload.intent != NONE_OF_THESE]
    at = number - 1 if number > 0 else len(buttons) + number
    return buttons[at] if 0 <= at < len(buttons) else None


def _stands_out(fitting: Sequence[Scored]) -> bool:
    if not fitting or fitting[0].confidence < POSSIBLE:
        return False
    return len(fitting) == 1 or fitting[0].confidence >= LEAD_OVER_NEXT * fitting[1].confidence
