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

MOST_TITLES = 5
"""Largest number of titles found by two characters."""


class FaqTitle(NamedTuple):
    """A title, the ids of its answers, and its place among the most asked questions or UNRANKED."""

    title: str
    ids: tuple[str, ...]
    top: int


def answerable_titles(titles: Mapping[str, AnswerTitle], responses: Container[str]) -> dict[str, AnswerTitle]:
    """Return the titles of the answers among the responses of a model's domain; others cannot be given."""
    return {id_: title for id_, title in titles.items() if answer_response(id_) in responses}


def page_data(
    assistant: AssistantNames,
    answers: Mapping[str, AnswerTitle],
    reasons: Sequence[str],
    embed_origins: Sequence[str],
    idle_minutes: int,
    words: TaughtWords = NOTHING,
    has_form: bool = False,
) -> bytes:
    """Return {assistant, titles, words, spellings, reasons, embed_origins, idle_minutes, staff_form}.

    `answers`: those that can be given; `words`: the taught words of the loaded model; `has_form`: whether there is
    a form for the staff.
    """
    titles = faq_titles(answers)
    places = _places(titles, words)
    data = {
        "assistant": {"name": assistant.name, "platform": assistant.platform},
        "titles": [
            {"title": title.title, "sounds": " ".join(sounds(title.title)), "wanted": place}
            for title, place in zip(titles, places, strict=True)
        ],
        "words": _words(titles, places, words),
        "spellings": spellings(),
        "reasons": list(reasons),
        "embed_origins": list(embed_origins),
        "idle_minutes": idle_minutes,
        "staff_form": has_form,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def faq_titles(answers: Mapping[str, AnswerTitle]) -> list[FaqTitle]:
    """Return the distinct titles of all answers, by topic in the order of the menu."""
    by_title: dict[str, FaqTitle] = {}
    for id_ in sorted(answers, key=lambda id_: answers[id_].topic_order):
        title, top = answers[id_].title, answers[id_].top or UNRANKED
        entry = by_title.get(title, FaqTitle(title, (), UNRANKED))
        by_title[title] = FaqTitle(title, (*entry.ids, id_), min(entry.top, top))
    return list(by_title.values())


def _places(titles: Sequence[FaqTitle], words: TaughtWords) -> list[int]:
    """Return the place of each title by demand, 1 for the highest.

    The profile's order counts first, then the number of phrasings of its answers.
    """
    taught = [sum(words.phrasings.get(id_, 0) for id_ in title.ids) for title in titles]
    order = sorted(range(len(titles)), key=lambda at: (titles[at].top, -taught[at]))
    places = {at: place for place, at in enumerate(order, 1)}
    return [places[at] for at in range(len(titles))]


def _words(titles: Sequence[FaqTitle], places: Sequence[int], words: TaughtWords) -> dict[str, list[int]]:
    """Return for two characters the numbers, from 0, of the MOST_TITLES likeliest titles.

    A title weighs by its phrasings with the two characters, and more if it is in high demand.
    """
    numbers = {id_: number for number, title in enumerate(titles) for id_ in title.ids}
    index: dict[str, list[int]] = {}
    for word, counts in words.words.items():
        weights: Counter[int] = Counter()
        for id_, count in counts.items():
            if id_ in numbers:
                weights[numbers[id_]] += count
        likely = sorted(weights, key=lambda at: (-weights[at] * (1 + 1 / math.sqrt(places[at])), at))
        index[word] = likely[:MOST_TITLES]
    return {word: of_it for word, of_it in index.items() if of_it}
