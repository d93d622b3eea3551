"""Splits an answer into clauses, each with the passage to quote when a message is about that clause."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zh.reading_words import any_word

# A mark between quotation marks or in a button's name ends no sentence: 点击“收不到验证码？请点击”, 点击【忘记密码？】.
_SENTENCE = re.compile(r"(?:[^“【。；;！!？?\n]|“(?:[^”\n]{0,60}”)?|【(?:[^】\n]{0,60}】)?)+[。；;！!？?]?")
_CLAUSE_END = re.compile(r"[，,：:、。；;！!？?]|—+|\s-|-\s")
_CONDITION = re.compile(r"^(?:如果|如|若|要是|倘若)(?!图|下|上|有疑问)(?P<condition>[^，,]{1,30})[，,]")

SHORTEST = 2
"""Least characters of a clause."""


def are_opposed(message: str, condition: str) -> bool:
    """Say whether one text affirms what the other denies: 单位是对的, 所在单位不对."""
    return _is_negative(message) != _is_negative(condition)


def _is_negative(text: str) -> bool:
    return any_word("negative").search(any_word("not_negative").sub("", text)) is not None


class Passage(NamedTuple):
    """`clause` is compared with a message; `text` answers it: the sentence, or the whole branch of a condition."""

    clause: str
    text: str
    is_condition: bool


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with its mark."""
    return [sentence for match in _SENTENCE.findall(text) if (sentence := match.strip())]


def passages(answer: str) -> list[Passage]:
    """Return the clauses of an answer in their order."""
    every = sentences(answer)
    return [passage for at in range(len(every)) for passage in _of_sentence(every, at)]


def _of_sentence(every: Sequence[str], at: int) -> Iterator[Passage]:
    sentence = every[at]
    condition = _CONDITION.match(sentence)
    if condition:
        yield Passage(condition["condition"], _branch(every, at), True)
        sentence = sentence[condition.end() :]
    for piece in _CLAUSE_END.split(sentence):
        clause = piece.strip()
        if len(clause) >= SHORTEST:
            yield Passage(clause, every[at], False)


def _branch(every: Sequence[str], start: int) -> str:
    """Return a conditional sentence with those after it, up to the next condition."""
    end = start + 1
    while end < len(every) and not _CONDITION.match(every[end]):
        end += 1
    return "".join(every[start:end])
