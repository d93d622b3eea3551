"""Makes titles from questions, and readable ids for entries and topics from key words in pinyin."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from pypinyin import lazy_pinyin, load_phrases_dict
from pypinyin.phrases_dict import phrases_dict

from converter.folding import fold
from converter.phrasings import words_of
from zh.questions import asks_something, subject

LONGEST = 18
"""Most characters of the words; words are kept whole, so a single one may be longer."""

MOST_WORDS = 3
LONGEST_TITLE = 20
PARTICLES = frozenset("的了着过在把被和与及或得地能要会就也又已后时从向对让给")
"""Words of one character that hardly distinguish two titles."""

POSITIONS = frozenset({
    "上", "里", "中", "下", "内", "上面", "里面", "中间", "下面", "里边", "当中",
})  # fmt: skip
"""Words that only mean a place after a noun (证书上); elsewhere they may be verbs (怎么上, 下不了)."""

OF_SPEECH = frozenset({
    "请问", "我", "你", "您", "他", "她", "我们", "你们", "他们", "咱们", "现在", "以前", "之前", "目前", "一直",
    "已经", "需要", "想", "年", "次", "时候", "一下", "这个", "那个", "没有",
})  # fmt: skip
"""Words of asking, which say nothing about the subject in any question."""

_WHETHER = re.compile(r"可不可以|(.)不\1|有没有|[能可是]否")
"""Asks whether; half of it would say the opposite: 能不能 is not bu neng."""

_AND = re.compile("[与和及、，,/]")
_PAUSE = re.compile(r"[，,；;。！!？?、]")
_ID = re.compile(r"[a-z0-9]+")


def title_of(question: str) -> str:
    """Return a question as a title: whole, else up to the last pause that fits, else the words that fit."""
    if len(question) <= LONGEST_TITLE:
        return question
    pauses = [match.start() for match in _PAUSE.finditer(question) if 4 <= match.start() <= LONGEST_TITLE]
    return question[: pauses[-1]] if pauses else _whole_words(question)


def _whole_words(question: str) -> str:
    """Return as many words as fit, at least one."""
    fitting = ""
    for word in words_of(question):
        if fitting and len(fitting) + len(word) > LONGEST_TITLE:
            break
        fitting += word
    return fitting[:LONGEST_TITLE]


def new_id(topic: str, title: str, taken: Collection[str]) -> str:
    """Return an unused id: certificate_dayin_zhengshu for 怎么打印证书."""
    stem = f"{topic}_{'_'.join(_fitting(_words(title))) or 'entry'}"
    names = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def topic_id(heading: str, taken: Collection[str]) -> str:
    """Return the id of a topic for a heading of the FAQ: jieyue for 借阅与续借."""
    stem = "".join(_fitting(_words(_AND.split(heading)[0]))) or "topic"
    names = (stem if number == 1 else f"{stem}{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _words(text: str) -> Iterator[str]:
    """Yield the words in pinyin, without those that only ask."""
    _load_phrases()
    folded = _WHETHER.sub("", fold(text)) or fold(text)
    words_asked = subject(folded) or folded
    after_noun = False
    for word in words_of(words_asked):
        left_out = word in PARTICLES or word in OF_SPEECH or asks_something(word)
        if word != words_asked and (left_out or (after_noun and word in POSITIONS)):
            after_noun = False
            continue
        after_noun = True
        if letters := "".join(_ID.findall("".join(lazy_pinyin(word, errors=lambda strange: strange.lower())))):
            yield letters


@lru_cache(maxsize=1)
def _load_phrases() -> None:
    """Load pypinyin's phrases, which the launcher leaves out; without them 银行 is yin xing."""
    # Loaded once in a process, since it takes a fifth of a second.
    load_phrases_dict(phrases_dict)


def _fitting(words: Iterable[str]) -> list[str]:
    words_left: list[str] = []
    for word in words:
        if words_left and (len(words_left) == MOST_WORDS or len("".join(words_left)) + len(word) > LONGEST):
            break
        words_left.append(word)
    return words_left
