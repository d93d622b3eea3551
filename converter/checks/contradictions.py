"""Finds answers that contradict each other: other numbers, yes and no, other actors."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, product
from pathlib import Path
from typing import Any

import yaml

from converter.answers import Answer
from converter.checks.alike import MOST_PAIRS, alike, pairs_to_compare
from converter.checks.negatives import collisions
from converter.checks.questions import PlacedQuestion
from converter.contradictions import Contradictions
from converter.errors import Finding
from converter.folding import fold
from zh.questions import asks_something

WORDS_FILE = Path(__file__).with_name("contradictions.yml")

SAME_BUT_NUMBERS = 88.0
"""Similarity, 0 to 100, from which two clauses are about the same thing, their numbers left out."""

SAME_STATEMENT = 74.0
"""The same for clauses with yes and no left out."""

SAME_INSTRUCTION = 0.7
"""Share of the shorter clause's character pairs in the longer one, actors left out, that makes them alike."""

NONE = Contradictions()

_LOOKED_AT = 50_000
"""So many pairs of answers with clauses alike are looked at for each reason."""

_PLAIN_REPLIES = 2_000
"""So many pairs of answers that only say yes and no are asked for their questions."""

_ACTING = 1_500
"""So many clauses with an actor are all compared with each other."""

_SHORTEST = 5
_NAMING = ("n", "j", "l")
"""First letters of jieba's word classes that name things: nouns, short forms, set phrases."""

_CLAUSE = re.compile(r"[，。；;！？\n]|——")
_NUMBER = re.compile(r"\d+|[一二两三四五六七八九十](?=[年天个次门日周月项位])")
_DIGITS: Mapping[str, str] = dict(
    zip("一二两三四五六七八九十", ["1", "2", "2", "3", "4", "5", "6", "7", "8", "9", "10"], strict=True)
)


def check_clauses(answers: Sequence[Answer], of: Contradictions = NONE) -> Iterable[Finding]:
    """Yield one finding per pair of answers with clauses alike but for a number, a yes or no, or the actor.

    At most MOST_PAIRS.
    `of`: names the actors of this institution.
    """
    owners: dict[str, list[int]] = {}
    for at, answer in enumerate(answers):
        for clause in dict.fromkeys(_clauses(answer.text)):
            owners.setdefault(clause, []).append(at)
    clauses = list(owners)
    pairs: dict[tuple[int, int], tuple[str, str]] = {}
    numbers = ((left, right, True) for left, right in _other_numbers(clauses))
    words = ((*pair, False) for pair in chain(_yes_and_no(clauses), _other_actors(clauses, of.actors)))
    both = ((left, right, by_number, a, b) for left, right, by_number in chain(numbers, words)
            for a in owners[left] for b in owners[right])  # fmt: skip
    for left, right, by_number, a, b in islice(both, _LOOKED_AT):
        if a != b and not (by_number and _of_other_things(answers[a], answers[b], left)):
            pairs.setdefault((min(a, b), max(a, b)), (left, right) if a < b else (right, left))
    for a, b, left, right in _replies(answers):
        pairs.setdefault((min(a, b), max(a, b)), (left, right) if a < b else (right, left))
    for (at, later), (clause, other_clause) in islice(sorted(pairs.items()), MOST_PAIRS):
        first, second = answers[at], answers[later]
        yield Finding(
            first.entries[0].answer_lines[0], "contradiction",
            f"{first.name} 说“{clause}”，{second.name} 说“{other_clause}”",
            (min(first.name, second.name), max(first.name, second.name)),
            (second.entries[0].answer_lines[0],),
        )  # fmt: skip


def check_claims(answers: Sequence[Answer], of: Contradictions) -> Iterable[Finding]:
    """Yield one finding per fact that some answers affirm and others deny."""
    for claim in of.claims:
        yes = [a for a in answers if any(words in a.text for words in claim.affirmed)]
        no = [a for a in answers if any(words in a.text for words in claim.denied)]
        if yes and no:
            lines = sorted(line for a in (*yes, *no) for e in a.entries for line in e.answer_lines[:1])
            names = ["、".join(answer.name for answer in side) for side in (yes, no)]
            yield Finding(
                lines[0], "contradiction", f"“{claim.name}”：{names[0]} 肯定，{names[1]} 否定",
                (claim.name,), tuple(lines[1:]),
            )  # fmt: skip


def check_words(answers: Sequence[Answer], of: Contradictions, path: str) -> Iterable[Finding]:
    """Yield facts whose words stand in no answer, so that nothing is compared. `path`: of contradictions.yml."""
    for claim in of.claims:
        if not any(words in answer.text for answer in answers for words in (*claim.affirmed, *claim.denied)):
            message = f"“{claim.name}”的 affirmed 和 denied 都不是现在哪个答案里的原话，什么也比不出来"
            yield Finding(claim.line, "stale-claim", message, (claim.name,), path=path)


def _other_numbers(clauses: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield pairs of clauses with other numbers: 8 学时 and 9 学时."""
    some = [(clause, _numbers(clause)) for clause in clauses if _numbers(clause)]
    rest = [_NUMBER.sub("", clause) for clause, _ in some]
    for at, other, _ in alike(rest, SAME_BUT_NUMBERS, [tuple(numbers) for _, numbers in some]):
        yield some[at][0], some[other][0]


def _yes_and_no(clauses: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield pairs of clauses with yes and no: 支持导出 and 暂不支持导出."""
    for yes, no in _opposites():
        affirmed = [clause for clause in clauses if yes in clause and no not in clause]
        denied = [clause for clause in clauses if no in clause]
        rests = [*(clause.replace(yes, "") for clause in affirmed), *(clause.replace(no, "") for clause in denied)]
        sides = [at < len(affirmed) for at in range(len(rests))]
        for at, other, _ in alike(rests, SAME_STATEMENT, sides) if affirmed and denied else ():
            if min(len(rests[at]), len(rests[other])) >= _SHORTEST - 1:
                yield affirmed[at], denied[other - len(affirmed)]


def _other_actors(clauses: Sequence[str], actors: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield pairs of clauses with other actors: 联系班主任重置 and 联系教务处重置."""
    # The longest comes first: 原单位管理员 is not 单位管理员.
    longest = sorted(filter(None, map(fold, actors)), key=len, reverse=True)
    some = [(clause, actor) for clause in clauses if (actor := next((name for name in longest if name in clause), ""))]
    rests = [clause.replace(actor, "") for clause, actor in some]
    pairs = [frozenset(rest[i : i + 2] for i in range(len(rest) - 1)) for rest in rests]
    for at, other in pairs_to_compare(rests, _ACTING):
        short = min(at, other, key=lambda n: len(rests[n]))
        if some[at][1] == some[other][1] or len(rests[short]) <= _SHORTEST:
            continue
        if len(pairs[at] & pairs[other]) >= SAME_INSTRUCTION * len(pairs[short]):
            yield some[at][0], some[other][0]


def _of_other_things(answer: Answer, other: Answer, clause: str) -> bool:
    """Say whether the questions of two answers each name a thing that the other's do not, and the clause neither.

    工本费20元 of one card and 工本费40元 of another do not contradict each other.
    """
    about = _things(clause)
    # A phrasing that names nothing (可以续借几次) goes with one that does.
    here_named, there_named = (list(filter(None, map(_things, each.questions))) for each in (answer, other))
    pairs = product(here_named or [frozenset()], there_named or [frozenset()])
    return all(here - there and there - here and about.isdisjoint(here ^ there) for here, there in pairs)


@lru_cache(maxsize=10_000)
def _things(text: str) -> frozenset[str]:
    """Return the words that name things, folded; not those that ask (什么) and attributes of any thing (收费, 钱)."""
    # Imported here: it reads the classes of all words, half a second.
    from jieba import posseg

    named = (str(word) for word, flag in posseg.cut(fold(text), HMM=False) if str(flag).startswith(_NAMING))
    return frozenset(word for word in named if not asks_something(word) and word not in _words()["attributes"])


def _replies(answers: Sequence[Answer]) -> Iterable[tuple[int, int, str, str]]:
    """Yield answers of which one begins with yes and the other with no, and that are asked the same thing.

    One of them says nothing more in that clause: 可以。 and 暂不支持异地办理。
    """
    openings = [(at, opening) for at, answer in enumerate(answers) if (opening := _opening(answer.text))]
    for yes, no in _opposites():
        affirmed = [(at, opening) for at, opening in openings if opening.startswith(yes)]
        denied = [(at, opening) for at, opening in openings if opening.startswith(no)]
        both = product(affirmed, denied)
        alone = (pair for pair in both if _alone(pair[0][1], yes) or _alone(pair[1][1], no))
        for (at, opening), (other, denial) in islice(alone, _PLAIN_REPLIES):
            if at != other and _ask_the_same(answers[at], answers[other]):
                yield at, other, opening, denial


def _opening(text: str) -> str:
    """Return an answer's first clause that is no courtesy (您好, 抱歉), folded."""
    folded = map(fold, _CLAUSE.split(text))
    return next((clause for clause in folded if clause and clause not in _words()["courtesies"]), "")


def _alone(clause: str, word: str) -> bool:
    return clause.removesuffix("的") == word


def _ask_the_same(answer: Answer, other: Answer) -> bool:
    questions, others = ([PlacedQuestion(text, "", 0) for text in each.questions] for each in (answer, other))
    return bool(collisions(questions, others))


def _clauses(text: str) -> Iterable[str]:
    return (folded for clause in _CLAUSE.split(text) if len(folded := fold(clause)) >= _SHORTEST)


def _numbers(clause: str) -> list[str]:
    return [_DIGITS.get(number, number) for number in _NUMBER.findall(clause)]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words


def _opposites() -> Sequence[tuple[str, str]]:
    return tuple((str(yes), str(no)) for yes, no in _words()["opposites"])
