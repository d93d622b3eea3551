"""What the chat page needs of the running assistant, as one small JSON."""

import json
import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from channels.page_words import NOTHING, TaughtWords, spellings
from owner.profile import AnswerTitle, AssistantNames
from understanding.labels import answer_response
from zh.pinyin import sounds

UNTOLD = 1_000
"""The place of what the profile does not count among the questions asked most."""

FOUND = 5
"""So many titles are found by two characters."""


class FaqTitle(NamedTuple):
    """A title, the ids of its answers, and its place among the questions asked most, UNTOLD if it is none of them."""

    title: str
    ids: tuple[str, ...]
    top: int


def answered(titles: Mapping[str, AnswerTitle], responses: Container[str]) -> dict[str, AnswerTitle]:
    """Return the titles of the answers that are among the responses of a model's domain: others cannot be given."""
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

    `answers`: those that can be given; `known`: what the loaded model was taught; `has_form`: whether there is a form
    for the staff.
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
    """Return the titles of all answers, each once, by topic in the order of the menu."""
    found: dict[str, FaqTitle] = {}
    for id_ in sorted(answers, key=lambda id_: answers[id_].topic_order):
        title, top = answers[id_].title, answers[id_].top or UNTOLD
        one = found.get(title, FaqTitle(title, (), UNTOLD))
        found[title] = FaqTitle(title, (*one.ids, id_), min(one.top, top))
    return list(found.values())


def _places(titles: Sequence[FaqTitle], known: TaughtWords) -> list[int]:
    """Return the place of each title by how often it is wanted, 1 for the one wanted most: by the profile, then by how
    many phrasings people have written for it.
    """
    taught = [sum(known.phrasings.get(id_, 0) for id_ in one.ids) for one in titles]
    order = sorted(range(len(titles)), key=lambda at: (titles[at].top, -taught[at]))
    places = {at: place for place, at in enumerate(order, 1)}
    return [places[at] for at in range(len(titles))]


def _words(titles: Sequence[FaqTitle], places: Sequence[int], known: TaughtWords) -> dict[str, list[int]]:
    """Return for two characters the numbers, from 0, of the FOUND likeliest titles: those that are most asked for with
    them, rather the ones that are wanted most.
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
