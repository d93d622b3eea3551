"""Generates further answers for the FAQ from growth.yml: objects × acts × questions, always the same ones."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml

from understanding.labels import answer_label, answer_response

PARTS = Path(__file__).with_name("growth.yml")
TAUGHT = HELD_OUT = 12
"""Phrasings of an answer. The project itself has more, many times over: they are the same for all sizes."""

OPENS = 0.3
"""The share of phrasings that do not come to the point at once."""

SEED = 7
OWN = 64
"""Answers of the project itself."""

PREFIX = "further_"
"""What the ids begin with."""


@dataclass(frozen=True)
class Entry:
    """An answer, and two halves of what may be asked for it: no frame of the one is in the other."""

    id: str
    title: str
    text: str
    taught: tuple[str, ...]
    held_out: tuple[str, ...]


@lru_cache(maxsize=1)
def _parts() -> Mapping[str, Any]:
    parts: Mapping[str, Any] = yaml.safe_load(PARTS.read_text(encoding="utf-8"))
    return parts


def entries(count: int) -> list[Entry]:
    """Return `count` entries, in an order without a system: a smaller number of them is the beginning of a larger."""
    parts = _parts()
    subjects = list(product(range(len(parts["objects"])), parts["acts"], parts["asks"]))
    if count > len(subjects):
        raise ValueError(f"There are {len(subjects)} entries at most.")
    random.Random(SEED).shuffle(subjects)
    return [_entry(*subject) for subject in subjects[:count]]


def _entry(number: int, act: str, ask: str) -> Entry:
    parts = _parts()
    names, doing, ask_form = parts["objects"][number], parts["acts"][act], parts["asks"][ask]
    id_ = f"{PREFIX}{number:02}_{act}_{ask}"
    chance = random.Random(f"{SEED} {id_}")
    frames = chance.sample(ask_form["frames"], len(ask_form["frames"]))
    half = len(frames) // 2
    return Entry(
        id_,
        f"{names[0]}{doing['title']}的{ask_form['title']}",
        ask_form["answer"].format(object=names[0], act=doing["title"]),
        tuple(_phrasings(names, doing["wordings"], frames[:half], TAUGHT, chance)),
        tuple(_phrasings(names, doing["wordings"], frames[half:], HELD_OUT, chance)),
    )


def _phrasings(
    names: Sequence[str], wordings: Sequence[str], frames: Sequence[str], count: int, chance: random.Random
) -> Iterator[str]:
    openings = _parts()["openings"]
    for name, wording, frame in chance.sample(list(product(names, wordings, frames)), count):
        opening = chance.choice(openings) if chance.random() < OPENS else ""
        yield opening + frame.format(act=wording.format(object=name))


def as_rasa(made: Sequence[Entry]) -> str:
    """Return the entries as a file of training data in the form of data/generated/."""
    nlu = [{"intent": answer_label(e.id), "examples": "".join(f"- {text}\n" for text in e.taught)} for e in made]
    responses = {answer_response(e.id): [{"text": e.text, "metadata": _metadata(e)}] for e in made}
    data = {"version": "3.1", "nlu": nlu, "responses": responses}
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=200)


def _metadata(entry: Entry) -> Mapping[str, Any]:
    return {
        "outcome": "answer", "faq_id": entry.id, "faq_lines": [], "title": entry.title,
        "topic": "further", "topic_title": "其他业务", "topic_order": 99,
    }  # fmt: skip
