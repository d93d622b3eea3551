"""Checks that each question has one answer, after folding width, case, script, punctuation and spelling."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from converter.answers import Answer
from converter.checks.alike import MOST_PAIRS, alike
from converter.errors import Finding
from converter.folding import fold

NEAR = 82.0
"""Similarity, 0 to 100, from which two questions are so alike that a person should look."""

NEAR_IN_ANY_ORDER = 84.0
"""The same with the order of characters ignored ("退休人员怎么删除", "怎么删除退休人员")."""

MAX_QUESTION = 150
"""Characters. A longer question is an answer in the wrong place, or several lines run together."""

_SHORTEST = 4
_SHORTEST_PART = 3
_SEPARATORS = re.compile(r"[/／、，,；;。“”]")


@dataclass(frozen=True)
class PlacedQuestion:
    """A question with its answer, its file (empty: the FAQ) and its line."""

    text: str
    answer: str
    line: int
    path: str = ""


def asked_in(answers: Sequence[Answer]) -> list[PlacedQuestion]:
    """Return every phrasing and every line as typed, each once per answer and place."""
    placed: dict[tuple[str, int, str], PlacedQuestion] = {}
    for answer in answers:
        name = answer.name
        for text, line in [(e.question, e.question_line) for e in answer.entries] + [
            (learnt.phrasing.text, learnt.line) for learnt in answer.learnt if learnt.phrasing.taught
        ]:
            placed.setdefault((fold(text), line, name), PlacedQuestion(text, name, line))
    return list(placed.values())


def check_length(answers: Sequence[Answer]) -> Iterable[Finding]:
    """Yield questions that no user would type."""
    for entry in (entry for answer in answers for entry in answer.entries):
        if len(entry.question) > MAX_QUESTION:
            yield Finding(
                entry.question_line,
                "question-too-long",
                f"问题有 {len(entry.question)} 个字，像是回复写到了问题里：“{entry.question[:30]}…”",
                (entry.question[:30],),
            )


def check_duplicates(placed: Sequence[PlacedQuestion]) -> Iterable[Finding]:
    """Yield questions under two answers: the assistant could give only one of them."""
    by_fold: Mapping[str, list[PlacedQuestion]] = defaultdict(list)
    for question in placed:
        by_fold[fold(question.text)].append(question)
    for key, group in by_fold.items():
        names = {question.answer for question in group}
        if len(names) < 2:
            continue
        first, *rest = sorted(group, key=lambda question: (question.path, question.line))
        others = "".join(f"；{o.path}:{o.line} {o.answer}" for o in rest if o.path)
        yield Finding(
            first.line,
            "duplicate-question",
            f"“{first.text}”同时是 {'、'.join(sorted(names))} 的问题{others}",
            (*names, key),
            tuple(sorted({o.line for o in rest if not o.path} - {first.line})),
            first.path,
        )


def check_shared_parts(answers: Sequence[Answer], ids: Sequence[str] = ()) -> Iterable[Finding]:
    """Yield one finding per part of a question line that also stands in questions with another answer.

    Its meaning alone depends on the topic of the conversation. `ids`: of the catalog, in its order: the last is the
    newest, and the finding names the newest answer's line.
    """
    ages = {id_: -at for at, id_ in enumerate(ids)}
    newest = {answer.name: ages.get(answer.id, -len(ids)) for answer in answers}
    typed = [(fold(e.question), answer.name, e.question_line) for answer in answers for e in answer.entries]
    parts: dict[str, tuple[str, int]] = {}
    for answer in answers:
        for entry in answer.entries:
            for part in map(fold, _SEPARATORS.split(entry.question)):
                if len(part) >= _SHORTEST_PART:
                    parts.setdefault(part, (answer.name, entry.question_line))
    for part, (owner, line) in parts.items():
        others = [(name, at) for text, name, at in typed if part in text and name != owner]
        if others:
            names = sorted({owner, *(name for name, _ in others)})
            first = min([(owner, line), *others], key=lambda place: newest[place[0]])[1]
            yield Finding(
                first,
                "shared-part",
                f"“{part}”是 {'、'.join(names)} 的问题都有的部分，单独问时说不清",
                (part,),
                tuple(sorted({line, *(at for _, at in others)} - {first})),
            )


def check_near(placed: Sequence[PlacedQuestion]) -> Iterable[Finding]:
    """Yield one finding per pair of answers whose questions differ in a character or two, at most MOST_PAIRS."""
    long_enough = [question for question in placed if len(fold(question.text)) >= _SHORTEST]
    folds, answers = [fold(question.text) for question in long_enough], [question.answer for question in long_enough]
    letters = ["".join(sorted(text)) for text in folds]
    worst: dict[tuple[str, str], tuple[float, PlacedQuestion, PlacedQuestion]] = {}
    for i, j, score in chain(alike(folds, NEAR, answers), alike(letters, NEAR_IN_ANY_ORDER, answers)):
        if len(worst) == MOST_PAIRS:
            break
        a, b = long_enough[i], long_enough[j]
        pair = (min(a.answer, b.answer), max(a.answer, b.answer))
        if folds[i] != folds[j] and (pair not in worst or score > worst[pair][0]):
            worst[pair] = (score, a, b)
    for pair, (score, a, b) in worst.items():
        yield Finding(
            a.line,
            "near-duplicate-question",
            f"“{a.text}”（{a.answer}）与“{b.text}”（{b.answer}）几乎一样（{score:.0f}%）",
            pair,
            (b.line,),
        )
