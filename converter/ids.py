"""Readable ids for new entries: the topic and the words of the title that say what it is about, in pinyin."""

import re
from collections.abc import Collection, Iterable, Iterator

from pypinyin import lazy_pinyin, load_phrases_dict
from pypinyin.phrases_dict import phrases_dict

from converter.phrasings import words_of
from zh.fold import fold
from zh.questions import asks_something, subject

LONGEST = 18
"""Characters of the words; whole words only, so a single one may be longer."""

MOST_WORDS = 3
LONGEST_TITLE = 20
PARTICLES = frozenset("的了着过在把被和与及或得地能要会就也又已后时从向对让给")
"""Words of one character that tell two titles hardly apart."""

_AND = re.compile("[与和及、，,/]")
_PAUSE = re.compile(r"[，,；;。！!？?、]")
_ID = re.compile(r"[a-z0-9]+")


def title_of(question: str) -> str:
    """Return a question as a title: whole, or where it is too long the part up to a pause that still fits."""
    if len(question) <= LONGEST_TITLE:
        return question
    pauses = [match.start() for match in _PAUSE.finditer(question) if 4 <= match.start() <= LONGEST_TITLE]
    return question[: pauses[-1] if pauses else LONGEST_TITLE]


def new_id(topic: str, title: str, taken: Collection[str]) -> str:
    """Return an id that nothing has: certificate_dayin_zhengshu for 怎么打印证书."""
    stem = f"{topic}_{'_'.join(_fitting(_words(title))) or 'entry'}"
    names = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def topic_id(heading: str, taken: Collection[str]) -> str:
    """Return the id of a topic for a heading of the FAQ: jieyue for 借阅与续借."""
    stem = "".join(_fitting(_words(_AND.split(heading)[0]))) or "topic"
    names = (stem if number == 1 else f"{stem}{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _words(text: str) -> Iterator[str]:
    """Yield the words in pinyin, those that only ask left out."""
    # The launcher has pypinyin leave them out, and without them 银行 is yin xing.
    load_phrases_dict(phrases_dict)
    folded = fold(text)
    asked = subject(folded) or folded
    for word in words_of(asked):
        if word != asked and (word in PARTICLES or asks_something(word)):
            continue
        if found := "".join(_ID.findall("".join(lazy_pinyin(word, errors=lambda strange: strange.lower())))):
            yield found


def _fitting(words: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if kept and (len(kept) == MOST_WORDS or len("".join(kept)) + len(word) > LONGEST):
            break
        kept.append(word)
    return kept
