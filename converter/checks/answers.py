"""Checks that each answer suits a chat and differs from the others: length, brackets, near repetition."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from rapidfuzz import fuzz

from converter.answers import Answer
from converter.checks.alike import LONGEST, MOST_PAIRS, alike
from converter.errors import Finding
from converter.folding import fold

MAX_BYTES = 2048
"""The longest passive reply of a WeChat official account, in UTF-8 bytes."""

ALIKE = 85.0
"""Similarity, 0 to 100, of two answers that nearly repeat each other."""

_LONG = 40
"""An answer of so many characters that stands whole within another one is no coincidence."""

_PAIRS: Mapping[str, str] = {"【": "】", "(": ")", "“": "”", "《": "》", "[": "]", "「": "」"}

_NUMBER = re.compile(r"(^|[\s。；;：:，,、])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})\)", re.MULTILINE)
"""The number of a step: 1) or 一). Its bracket has no other half."""


def check_each(answers: Sequence[Answer]) -> Iterable[Finding]:
    """Yield the faults of each answer by itself."""
    for answer in answers:
        name, line = answer.name, answer.entries[0].answer_lines[0]
        size = len(answer.text.encode())
        if size > MAX_BYTES:
            yield Finding(
                line,
                "answer-too-long",
                f"{name} 的回复有 {size} 字节，一条微信消息最多 {MAX_BYTES} 字节",
                (name,),
            )
        # Brackets are often typed in two widths: "360（极速模式)".
        text = _without_numbers(unicodedata.normalize("NFKC", answer.text))
        if wrong := [o for o, c in _PAIRS.items() if text.count(o) != text.count(c)]:
            yield Finding(line, "unbalanced-brackets", f"{name} 的回复里括号不成对：{''.join(wrong)}", (name,))
        if fold(answer.text) in {fold(question) for question in answer.questions}:
            yield Finding(line, "answer-repeats-question", f"{name} 的回复就是问题本身", (name,))


def _without_numbers(text: str) -> str:
    """Leave out the numbers of steps, unless their bracket closes another one: （见 2、3）."""
    out, end = "", 0
    for match in _NUMBER.finditer(text):
        out += text[end : match.start()]
        out += match[0] if out.count("(") > out.count(")") else match[1]
        end = match.end()
    return out + text[end:]


def check_repeats(answers: Sequence[Answer]) -> Iterable[Finding]:
    """Yield pairs of answers that nearly repeat each other, or of which one contains the other."""
    folds = [fold(answer.text) for answer in answers]
    near = ((at, other) for at, other, _ in alike(folds, ALIKE, range(len(folds))))
    for at, other in sorted({*islice(near, MOST_PAIRS), *islice(_within(folds), MOST_PAIRS)}):
        a, b = answers[at], answers[other]
        yield Finding(
            a.entries[0].answer_lines[0], "near-duplicate-answer",
            f"{a.name} 与 {b.name} 的回复几乎一样（{fuzz.ratio(folds[at][:LONGEST], folds[other][:LONGEST]):.0f}%）",
            (min(a.name, b.name), max(a.name, b.name)), (b.entries[0].answer_lines[0],),
        )  # fmt: skip


def _within(folds: Sequence[str]) -> Iterable[tuple[int, int]]:
    everything = "\n".join(folds)
    for at, text in enumerate(folds):
        if len(text) <= _LONG or everything.find(text, everything.find(text) + 1) < 0:
            continue
        for other, longer in enumerate(folds):
            if other != at and text in longer:
                yield min(at, other), max(at, other)
