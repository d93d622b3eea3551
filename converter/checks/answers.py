"""Do the answers fit each other and a chat: alike, contradicting, personal data, length, brackets?"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz

from converter.answers import Answer
from converter.errors import Finding
from zh.fold import fold
from zh.personal import find_personal

WORDS_FILE = Path(__file__).with_name("answers.yml")
MAX_BYTES = 2048
"""The longest passive reply of a WeChat official account, in UTF-8 bytes."""

ALIKE = 85.0
"""Similarity, 0 to 100, of two answers that nearly repeat each other."""

SAME_STATEMENT = 74.0
"""Similarity of two clauses, without what they differ in, that speak of the same thing."""

_CLAUSE = re.compile(r"[，。；;！？\n]|——")
_NUMBER = re.compile(r"\d+")
_PAIRS = {"【": "】", "（": "）", "“": "”", "《": "》"}


def check_each(answers: Sequence[Answer]) -> Iterable[Finding]:
    """What can be wrong with one answer by itself."""
    for answer in answers:
        name, line = _name(answer), answer.entries[0].answer_lines[0]
        for entry in answer.entries:
            for kind, start, end in find_personal(entry.answer):
                digits = entry.answer[start:end]
                yield Finding(
                    entry.answer_lines[0], "personal-data", f"{name} 的回复里有{kind.value}（{digits[:3]}…{digits[-2:]}）",
                    (name, kind.value),
                )  # fmt: skip
        size = len(answer.text.encode())
        if size > MAX_BYTES:
            yield Finding(line, "answer-too-long", f"{name} 的回复有 {size} 字节，一条微信消息最多 {MAX_BYTES} 字节", (name,))
        if "某某" in answer.text or "XX" in answer.text.upper():
            yield Finding(line, "placeholder", f"{name} 的回复里有没填的占位（某某、XX）", (name,))
        if "\ufffd" in answer.text:
            yield Finding(line, "broken-character", f"{name} 的回复里有乱码", (name,))
        if wrong := [o for o, c in _PAIRS.items() if answer.text.count(o) != answer.text.count(c)]:
            yield Finding(line, "unbalanced-brackets", f"{name} 的回复里括号不成对：{''.join(wrong)}", (name,))


def check_pairs(answers: Sequence[Answer]) -> Iterable[Finding]:
    """Answers that nearly repeat each other, and clauses that say the same thing differently."""
    for a, b in combinations(answers, 2):
        between = tuple(sorted((_name(a), _name(b))))
        lines = a.entries[0].answer_lines[0], (b.entries[0].answer_lines[0],)
        alike = fuzz.ratio(fold(a.text), fold(b.text))
        if alike >= ALIKE or (len(b.text) > 40 and fold(b.text) in fold(a.text)) or (len(a.text) > 40 and fold(a.text) in fold(b.text)):
            yield Finding(lines[0], "near-duplicate-answer", f"{_name(a)} 与 {_name(b)} 的回复几乎一样（{alike:.0f}%）", between, lines[1])
        if clash := _clash(a.text, b.text):
            yield Finding(lines[0], "contradiction", f"{_name(a)} 说“{clash[0]}”，{_name(b)} 说“{clash[1]}”", between, lines[1])


def check_claims(answers: Sequence[Answer]) -> Iterable[Finding]:
    """Facts of answers.yml that some answers affirm and others deny: one finding per fact."""
    for claim in _words()["claims"]:
        yes = [a for a in answers if any(words in a.text for words in claim["affirmed"])]
        no = [a for a in answers if any(words in a.text for words in claim["denied"])]
        if yes and no:
            lines = sorted(line for a in (*yes, *no) for e in a.entries for line in e.answer_lines[:1])
            yield Finding(
                lines[0], "contradiction",
                f"“{claim['name']}”：{'、'.join(map(_name, yes))} 肯定，{'、'.join(map(_name, no))} 否定",
                (claim["name"],), tuple(lines[1:]),
            )  # fmt: skip


def _clash(one: str, other: str) -> tuple[str, str] | None:
    for a in _clauses(one):
        for b in _clauses(other):
            if a != b and _differ(a, b):
                return a, b
    return None


def _differ(a: str, b: str) -> bool:
    """Two clauses are alike, and what they differ in is a number, a yes or no, or who does it."""
    numbers = (_NUMBER.findall(a), _NUMBER.findall(b))
    if numbers[0] != numbers[1] and all(numbers) and fuzz.ratio(_NUMBER.sub("", a), _NUMBER.sub("", b)) >= 88:
        return True
    for yes, no in _words()["opposites"]:
        for first, second in ((a, b), (b, a)):
            if no in second and yes in first and no not in first and _same(first.replace(yes, ""), second.replace(no, "")):
                return True
    who = [next((actor for actor in _actors() if actor in clause), "") for clause in (a, b)]
    return all(who) and who[0] != who[1] and _within(a.replace(who[0], ""), b.replace(who[1], ""))


def _same(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 4 and fuzz.ratio(a, b) >= SAME_STATEMENT


def _within(a: str, b: str) -> bool:
    """Most of what the shorter clause says, by pairs of characters, stands in the longer one."""
    short, long = sorted((a, b), key=len)
    pairs = {short[i : i + 2] for i in range(len(short) - 1)}
    return len(short) >= 6 and sum(pair in long for pair in pairs) >= 0.7 * len(pairs)


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[str, ...]:
    return tuple(folded for clause in _CLAUSE.split(text) if len(folded := fold(clause)) >= 5)


def _actors() -> list[str]:
    return sorted(_words()["actors"], key=len, reverse=True)


def _name(answer: Answer) -> str:
    return answer.id or answer.questions[0]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words
