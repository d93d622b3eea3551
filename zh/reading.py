"""Reading of a message by its clauses: what each does, which role and place are the user's, what is left to answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from zh.clauses import Span, spans
from zh.places import Place, find_places, is_visited
from zh.questions import asks_something
from zh.role_patterns import any_of
from zh.role_patterns import words as role_words
from zh.roles import Reading as Generosity
from zh.roles import RoleMention, find_role
from zh.statements import is_statement, remainder, says_nothing

READING_FILE = Path(__file__).with_name("reading.yml")

LONGEST_STATEMENT = 24
"""Characters; people who say more in one clause are telling something."""

LONGEST = 16
"""Characters of a clause that only introduces somebody."""

_BEHIND = re.compile(r"(?:一枚|一个|一名|这边|来的|的|了){0,8}")


class Act(Enum):
    """What a clause does."""

    STATES = "states"
    """Says who or where somebody is, and nothing else."""
    CORRECTS = "corrects"
    """Takes back what was said before."""
    DENIES = "denies"
    """Says what is not wanted, or not the case."""
    RETURNS = "returns"
    """Takes up again what was talked about before."""
    COURTESY = "courtesy"
    ASKS = "asks"
    TELLS = "tells"


@dataclass(frozen=True)
class Clause:
    """`start` and `end`: where it stands in the message; `about`: what is denied or taken up again; `contrasts`: what
    comes next says what is so instead; `role` and `places`: the user's, as far as the clause tells, with positions in
    the message.
    """

    text: str
    start: int
    end: int
    act: Act
    about: str = ""
    contrasts: bool = False
    role: RoleMention | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A message and its clauses."""

    text: str
    clauses: Sequence[Clause]

    @property
    def rest(self) -> str:
        """The message without statements, corrections and courtesies; the whole when nothing else is in it."""
        return self.without(())

    def without(self, left_out: Sequence[Clause]) -> str:
        """Return `rest` without these clauses as well."""
        kept = [clause for clause in self.clauses if clause.act not in _ASIDE and clause not in left_out]
        if not kept:
            return "" if left_out else self.text
        return "，".join(_runs(self.text, kept))

    def parts(self, left_out: Sequence[Clause] = (), shortest: int = 4) -> list[str]:
        """Return the clauses of `without(left_out)`; one shorter than `shortest` characters joins the next one."""
        found: list[str] = []
        carried = ""
        for clause in self.clauses:
            if clause.act in _ASIDE or clause in left_out:
                continue
            carried += clause.about if clause.act is Act.RETURNS else clause.text
            if len(carried) >= shortest:
                found.append(carried)
                carried = ""
        if carried and found:
            found[-1] += carried
        return found or [carried or self.text]

    @property
    def only_states(self) -> bool:
        """Whether nothing is asked, told or denied: all clauses are about who or where somebody is."""
        return any(c.act is Act.STATES for c in self.clauses) and all(
            c.act in (*_ASIDE, Act.COURTESY) for c in self.clauses
        )

    @property
    def role(self) -> RoleMention | None:
        """The role that the user states; of several the last, since people correct themselves."""
        return next((c.role for c in reversed(self.clauses) if c.role), None)

    @property
    def stated_places(self) -> Sequence[Place]:
        """The places that the user states as their own, in order."""
        return [place for clause in self.having(Act.STATES) for place in clause.places]

    @property
    def places(self) -> Sequence[Place]:
        """The stated places behind those that are named otherwise: the last one counts."""
        others = [place for c in self.clauses if c.act is not Act.STATES for place in c.places]
        return [*others, *self.stated_places]

    @property
    def corrects(self) -> bool:
        return any(clause.act is Act.CORRECTS for clause in self.clauses)

    def having(self, act: Act) -> Sequence[Clause]:
        return [clause for clause in self.clauses if clause.act is act]

    def has(self, name: str) -> bool:
        """Say whether one of the words that reading.yml lists under `name` stands in the message."""
        return any(word in self.text for word in _words()[name])

    def opens(self, name: str) -> bool:
        """The same for words that the message begins with."""
        return self.text.startswith(tuple(_words()[name]))

    @property
    def unwanted(self) -> Sequence[Clause]:
        """The clauses that may deny something: what they are about decides."""
        return [c for c in self.having(Act.DENIES) if c.contrasts or _opening("unwanted").fullmatch(c.text)]


_ASIDE = frozenset({Act.STATES, Act.CORRECTS})


def _runs(text: str, kept: Sequence[Clause]) -> list[str]:
    """Return the pieces of the message that the clauses make up; neighbours stay as they were typed."""
    found: list[list[int]] = []
    for clause in kept:
        between = text[found[-1][1] : clause.start] if found else ""
        start = clause.end - len(clause.about) if clause.act is Act.RETURNS else clause.start
        if found and start == clause.start and not re.search(r"\w", between):
            found[-1][1] = clause.end
        else:
            found.append([start, clause.end])
    return [text[start:end] for start, end in found]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(READING_FILE.read_text(encoding="utf-8"))
    return found


@lru_cache(maxsize=8)
def _opening(name: str) -> re.Pattern[str]:
    """Return the pattern of a clause that opens with one of these words, perhaps behind a subject."""
    words = _words()
    longest_first = sorted(words[name], key=len, reverse=True)
    subjects = "|".join(map(re.escape, words["subjects"]))
    return re.compile(rf"(?:{subjects})?(?:{'|'.join(map(re.escape, longest_first))})(?P<about>.*)")


def read(text: str) -> Reading:
    """Read a normalized message."""
    return Reading(text, [_clause(text, span) for span in spans(text)])


def _clause(text: str, span: Span) -> Clause:
    clause = text[span.start : span.end]
    asks = asks_something(clause)
    role, places = find_role(clause, Generosity.ANSWERED), _own_places(clause)
    act, about = _act(clause, asks, role)
    if act in _ASIDE and span.start and _is_loose(text, span):
        # Words in a row that are no sentence: 自由职业 个人 账号 怎么办.
        act = Act.TELLS
    if act is Act.STATES:
        role = None if role and places and clause[role.start : role.end] in role_words()["units"] else role
    elif role and (asks or not _is_introduced(clause, role)):
        role = find_role(clause, Generosity.STATED)
    return Clause(
        clause,
        span.start,
        span.end,
        act,
        about,
        _contrasts(text, span.end),
        RoleMention(role.role, role.start + span.start, role.end + span.start) if role else None,
        tuple(place._replace(start=place.start + span.start, end=place.end + span.start) for place in places),
    )


def _act(clause: str, asks: bool, role: RoleMention | None) -> tuple[Act, str]:
    if says_nothing(clause):
        return Act.CORRECTS, ""
    if not asks and len(clause) <= LONGEST_STATEMENT and _states(clause, role):
        return Act.STATES, ""
    if not remainder(clause, ()):
        return Act.COURTESY, ""
    if not asks and (match := _opening("unwanted").fullmatch(clause)):
        return Act.DENIES, match["about"]
    if not asks and (match := _untrue().search(clause)):
        return Act.DENIES, clause[: match.start()] + clause[match.end() :]
    if match := _opening("returns").fullmatch(clause):
        return Act.RETURNS, match["about"]
    return (Act.ASKS if asks else Act.TELLS), ""


def _states(clause: str, role: RoleMention | None) -> bool:
    if role and (clause[role.start : role.end] in role_words()["telling"] or not _is_own(clause, role)):
        return False
    if role and _hints(clause, role) and not _identifies(clause):
        return False
    every = [*([(role.start, role.end)] if role else []), *((place.start, place.end) for place in find_places(clause))]
    return is_statement(clause, every)


def _hints(clause: str, role: RoleMention) -> bool:
    """Say whether the role is named by a word that mostly means something else: 单位, 学员."""
    word = clause[role.start : role.end]
    return word in role_words()["reply"][role.role] or word in role_words()["units"]


def _identifies(clause: str) -> bool:
    words = _words()
    return clause.endswith(tuple(words["identity_endings"])) or any(word in clause for word in words["identity"])


def _is_loose(text: str, span: Span) -> bool:
    """Say whether a clause is one of several words between blanks, without a word of its own sentence."""
    before, clause = text[: span.start], text[span.start : span.end]
    return before.endswith(" ") and not _identifies(clause) and not clause.startswith(("我", "俺", "咱"))


def _is_own(clause: str, role: RoleMention) -> bool:
    """Say whether nothing is done to whom the role names (找单位管理员), and it is not denied (没有单位)."""
    return not _not_own().search(clause[: role.start])


def _is_introduced(clause: str, role: RoleMention) -> bool:
    """Say whether the clause ends with the role as somebody's: 刚入职的老师."""
    return len(clause) <= LONGEST and _BEHIND.fullmatch(clause[role.end :]) is not None and _is_own(clause, role)


@lru_cache(maxsize=1)
def _not_own() -> re.Pattern[str]:
    return re.compile(rf"{any_of(role_words()['others'])}|没|不|未|无")


def _own_places(clause: str) -> list[Place]:
    """Return the places that may be the user's: no one else's, none that was only visited, none that is denied."""
    if _somebody_else().search(clause):
        return []
    denied = _denied_place()
    return [p for p in find_places(clause) if not is_visited(clause, p) and not denied.search(clause[: p.start])]


@lru_cache(maxsize=1)
def _untrue() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words()["untrue"], key=len, reverse=True))))


@lru_cache(maxsize=1)
def _somebody_else() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _words()["others"])))


@lru_cache(maxsize=1)
def _denied_place() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, _words()['no_place']))})$")


def _contrasts(text: str, end: int) -> bool:
    """Say whether what follows says what is so instead: 没有忘记密码，就是登不上."""
    rest = text[end:].lstrip("，,。.；; ")
    words = _words()
    return rest.startswith(tuple(words["contrasts"])) and not rest.startswith(tuple(words["no_contrasts"]))
