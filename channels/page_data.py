"""Builds the JSON of assistant, titles and settings that the chat page loads."""

import json
import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from channels.page_words import NOTHING, TaughtWords, spellings
from owner.profile import AnswerTitle, AssistantNames
from understanding.labels import answer_response
from zh.pinyin import sounds

UNRANKED = 1_000
"""The place of a title that the profile does not list among the most asked questions."""

FOUND = 5
"""Largest number of titles found by two characters."""


class FaqTitle(NamedTuple):
    """A title, the ids of its answers, and its place among the most asked questions or UNRANKED."""

    title: str
    ids: tuple[str, ...]
    top: int


def answered(titles: Mapping[str, AnswerTitle], responses: Container[str]) -> dict[str, AnswerTitle]:
    """Return the titles of the answers among the responses of a model's domain; others cannot be given."""
    return {id_: title for id_, title in titles.items() if answer_response(id_) in responses}


def page_data(
    assistant: AssistantNames,
    answers: Mapping[str, AnswerTitle],
    reasons: Sequence[str],
    embed_origins: Sequence[str],
    idle_minutes: int,
    known: TaughtWords = NOTHING,
    has_form: bool = False,
) -> bytes:
    """Return {assistant, titles, words, spellings, reasons, embed_origins, idle_minutes, staff_form}.

    `answers`: those that can be given; `known`: the taught words of the loaded model; `has_form`: whether there is
    a form for the staff.
    """
    titles = faq_titles(answers)
    places = _places(titles, known)
    data = {
        "assistant": {"name": assistant.name, "platform": assistant.platform},
        "titles": [
            {"title": one.title, "sounds": " ".join(sounds(one.title)), "wanted": place}
            for one, place in zip(titles, places, strict=True)
        ],
        "words": _words(titles, places, known),
        "spellings": spellings(),
        "reasons": list(reasons),
        "embed_origins": list(embed_origins),
        "idle_minutes": idle_minutes,
        "staff_form": has_form,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def faq_titles(answers: Mapping[str, AnswerTitle]) -> list[FaqTitle]:
    """Return the distinct titles of all answers, by topic in the order of the menu."""
    found: dict[str, FaqTitle] = {}
    for id_ in sorted(answers, key=lambda id_: answers[id_].topic_order):
        title, top = answers[id_].title, answers[id_].top or UNRANKED
        one = found.get(title, FaqTitle(title, (), UNRANKED))
        found[title] = FaqTitle(title, (*one.ids, id_), min(one.top, top))
    return list(found.values())


def _places(titles: Sequence[FaqTitle], known: TaughtWords) -> list[int]:
    """Return the place of each title by demand, 1 for the highest.

    The profile's order counts first, then the number of phrasings of its answers.
    """
    taught = [sum(known.phrasings.get(id_, 0) for id_ in one.ids) for one in titles]
    order = sorted(range(len(titles)), key=lambda at: (titles[at].top, -taught[at]))
    places = {at: place for place, at in enumerate(order, 1)}
    return [places[at] for at in range(len(titles))]


def _words(titles: Sequence[FaqTitle], places: Sequence[int], known: TaughtWords) -> dict[str, list[int]]:
    """Return for two characters the numbers, from 0, of the FOUND likeliest titles.

    A title weighs by its phrasings with the two characters, and more if it is in high demand.
    """
    numbers = {id_: number for number, one in enumerate(titles) for id_ in one.ids}
    found: dict[str, list[int]] = {}
    for word, counts in known.words.items():
        weights: Counter[int] = Counter()
        for id_, count in counts.items():
            if id_ in numbers:
                weights[numbers[id_]] += count
        likely = sorted(weights, key=lambda at: (-weights[at] * (1 + 1 / math.sqrt(places[at])), at))
        found[word] = likely[:FOUND]
    return {word: of_it for word, of_it in found.items() if of_it}
