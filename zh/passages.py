"""Splits an answer into clauses, each with the passage to quote when a message is about that clause."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zh.reading_words import any_word

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?")
_CLAUSE_END = re.compile(r"[，,：:、。；;！!？?]|—+|\s-|-\s")
_CONDITION = re.compile(r"^(?:如果|如|若|要是|倘若)(?!图|下|上|有疑问)(?P<condition>[^，,]{1,30})[，,]")

SHORTEST = 2
"""Least characters of a clause."""


def opposed(message: str, condition: str) -> bool:
    """Say whether one text affirms what the other denies: 单位是对的, 所在单位不对."""
    return _is_negative(message) != _is_negative(condition)


def _is_negative(text: str) -> bool:
    return any_word("negative").search(any_word("not_negative").sub("", text)) is not None


class Passage(NamedTuple):
    """`clause` is compared with a message; `text` answers it: the sentence, or the whole branch of a condition."""

    clause: str
    text: str
    is_condition: bool


def passages(answer: str) -> list[Passage]:
    """Return the clauses of an answer in their order."""
    sentences = [sentence for match in _SENTENCE.findall(answer) if (sentence := match.strip())]
    return [passage for at in range(len(sentences)) for passage in _of_sentence(sentences, at)]


def _of_sentence(sentences: Sequence[str], at: int) -> Iterator[Passage]:
    sentence = sentences[at]
    condition = _CONDITION.match(sentence)
    if condition:
        yield Passage(condition["condition"], _branch(sentences, at), True)
        sentence = sentence[condition.end() :]
    for piece in _CLAUSE_END.split(sentence):
        clause = piece.strip()
        if len(clause) >= SHORTEST:
            yield Passage(clause, sentences[at], False)


def _branch(sentences: Sequence[str], start: int) -> str:
    """Return a conditional sentence with those after it, up to the next condition."""
    end = start + 1
    while end < len(sentences) and not _CONDITION.match(sentences[end]):
        end += 1
    return "".join(sentences[start:end])
