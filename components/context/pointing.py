"""Resolves messages about one of several answers (第三个谁审批, 第二个再说一遍), about a word of the last answer
(那个文件在哪里看), and requests to repeat it."""

import re
from dataclasses import replace
from functools import lru_cache

from components.context.choosing import most_in_common
from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.last_answer import LONGEST
from components.context.mentions import stated
from components.context.resolution import AGAIN, FALLBACK, INFORM, QUOTE, UNSURE, ClassifiedMessage, Resolution, give
from understanding.labels import FAQ
from zh.ordinals import pointing
from zh.passages import sentences
from zh.questions import asks_something
from zh.reading_words import any_word, words
from zh.role_patterns import any_of

SURE = 0.9
"""From this confidence of an answer on, a question is its own."""

LONGEST_WHERE, MERE_WHERE = 24, 5
"""Characters of a question where the page of the last answer is; MERE_WHERE: of one that names nothing (在哪呢)."""

_SCREEN = re.compile(r"【([^】]{2,12})】")
"""The name of a screen or a button in the owner's texts."""

NAMED_AGAIN = 0.05
"""Least confidence of an answer that is named together with 再说一遍."""


def pointed_at(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Conversation | None:
    """Return the conversation with the answer that the message points at as the last one; None if it points at none.

    While a choice is offered, a number means one of its buttons instead.
    """
    ordinal = pointing(message.text)
    if ordinal is None or talk.expects or not ordinal.number <= len(talk.several):
        return None
    id_, text = talk.several[ordinal.number - 1]
    if id_ not in knowledge.answers:
        return None
    return replace(
        talk, faq_id=id_, discussed=id_, topic=knowledge.topic_of(id_), text=text, shown=(id_, text), answered=True
    )


def give_again(
    resolution: Resolution, message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge
) -> Resolution:
    """Give the answer pointed at once more if the rest of the message was not understood."""
    unclear = resolution.intent in (FALLBACK, UNSURE) or (resolution.intent is None and not message.sure)
    if resolution.by != "question" or not unclear or (message.sure and asks_something(message.text)):
        return resolution
    return give(talk.faq_id or "", talk, knowledge, {})


def _named_again(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> str | None:
    """Return the answer that the request names: 报学时的步骤再说一遍."""
    likeliest = message.best.name if message.best.confidence >= NAMED_AGAIN else ""
    named = most_in_common(message.text, [id_ for id_ in (likeliest, *talk.past_answers) if id_], knowledge)
    return likeliest if likeliest in talk.past_answers else named


def word_pointed_at(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Quote the last answer's sentence with the word of which a short question asks where it is: 那个文件在哪里看.

    A word in the title of the likeliest answer is no word of the last one: 那个证书怎么打.
    """
    match = _word_asked_for().match(message.text) if talk.answered and len(message.text) <= LONGEST else None
    best = knowledge.answers.get(message.best.name)
    if match is None or best is None or match["word"] in best.title or message.best.confidence >= SURE:
        return None
    fitting = (sentence for sentence in sentences(talk.text) if match["word"] in sentence)
    return next((Resolution(QUOTE, talk.faq_id, sentence=sentence) for sentence in fitting), None)


def page_asked_for(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Resolve a question where the page of the last answer is by the answer that says how to reach it: 此处是哪处."""
    last = knowledge.answers.get(talk.shown[0])
    if last is None or last.page not in knowledge.answers or talk.expects or message.sure:
        return None
    text = message.text
    if len(text) > LONGEST_WHERE or not any_word("asking_place").search(text):
        return None
    of_screen = any_word("on_screen").search(text) or len(text) <= MERE_WHERE
    # The way there is the same for every role, so none is asked for.
    return Resolution(FAQ, last.page) if of_screen else None


def screen_named(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Quote the sentence of an earlier answer that names the screen which the message looks for: 学时审验在哪个菜单."""
    if message.sure or talk.expects or not any_word("asking_place").search(message.text):
        return None
    for id_, text in talk.answer_texts:
        for sentence in sentences(text) if id_ in knowledge.answers else ():
            if any(name in message.text for name in _SCREEN.findall(sentence)):
                return Resolution(QUOTE, id_, sentence=sentence, asks_more=True)
    return None


@lru_cache(maxsize=1)
def _word_asked_for() -> re.Pattern[str]:
    demonstratives, which = any_of(words()["demonstratives"]), any_of(words()["which"])
    return re.compile(rf"(?:{demonstratives}){{0,2}}(?P<word>[\u4e00-\u9fff]{{2}})[在是叫]?(?:{which})")


def repeated(message: ClassifiedMessage, talk: Conversation, knowledge: Knowledge) -> Resolution | None:
    """Give the last answer once more if asked for, or if asked where to click without a subject."""
    if message.intent != AGAIN:
        return None
    mentions = stated(message.reading)
    if talk.waiting and (mentions.places if talk.waiting.asks == "city" else mentions.role):
        # 潍坊的，接着刚才那个
        return Resolution(INFORM, entities=mentions.entities, place=mentions.place)
    last = _named_again(message, talk, knowledge) or talk.shown[0] or talk.discussed or ""
    return give(last, talk, knowledge, {}) if last in knowledge.answers else Resolution(FALLBACK)
