"""Reads a message by its clauses: what each does, the user's role and place, and what is left to answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from owner.cached import made_of
from zh.acts import Act, act_of, is_introduced, is_loose
from zh.announcing import begins_another, without_introduction
from zh.clauses import RequestPiece, Span, counted, joined, spans
from zh.places import Place
from zh.questions import asks_something
from zh.reading_words import any_word, words
from zh.refusals import contrasts, is_untrue, is_unwanted, refused_for_less
from zh.roles import RoleMention, RoleReading, find_role, is_kept_kind
from zh.whose_places import beside, idle_places, is_of_person_before, is_of_user, others_places, own_places

__all__ = ["Act", "Clause", "Reading", "beside", "read"]

SHORTEST_QUESTION = 4
"""Least characters of a clause that asks something by itself: 谢谢，然后呢 is only thanks."""


@dataclass(frozen=True)
class Clause:
    """A clause from `start` to `end` of the message. `about`: what is denied or returned to; `contrasts`: the next
    clause says what is true instead; `another`: its words begin a further request. `role` and `places`: the user's,
    with positions in the message; `others_places`: somebody else's.
    """

    text: str
    start: int
    end: int
    act: Act
    about: str = ""
    contrasts: bool = False
    role: RoleMention | None = None
    places: tuple[Place, ...] = ()
    another: bool = False
    others_places: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A message and its clauses."""

    text: str
    clauses: Sequence[Clause]

    @property
    def rest(self) -> str:
        """The message without statements and corrections; the whole message if nothing else is in it."""
        return self.without(())

    def without(self, left_out: Sequence[Clause]) -> str:
        """Return `rest` without these clauses as well."""
        clauses = self._to_answer(left_out)
        if not clauses:
            return "" if left_out else self.text
        return "，".join(_runs(self.text, clauses))

    def _to_answer(self, left_out: Sequence[Clause]) -> Sequence[Clause]:
        """Return the clauses that are neither asides nor left out; no courtesies beside a question (行吧，怎么换)."""
        clauses = [clause for clause in self.clauses if clause.act not in _ASIDE and clause not in left_out]
        questions = [clause for clause in clauses if clause.act is Act.ASKS and len(clause.text) >= SHORTEST_QUESTION]
        return [clause for clause in clauses if not _only_frames(clause)] if questions else clauses

    def parts(self, left_out: Sequence[Clause] = (), shortest: int = 4) -> list[RequestPiece]:
        """Return the clauses of `without(left_out)`; one shorter than `shortest` characters joins the next one."""
        clauses = self._to_answer(left_out)
        pieces = (RequestPiece(c.about if c.act is Act.RETURNS else c.text, c.another) for c in clauses)
        return joined(pieces, shortest) or [RequestPiece(self.text)]

    @property
    def only_states(self) -> bool:
        """Whether all clauses are about who or where somebody is: nothing is asked, reported or denied."""
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
        every = ((c, place) for c in self.clauses for place in c.places)
        return [at for c, at in every if c.act is Act.STATES or is_of_user(self.text[c.start : at.start])]

    @property
    def places(self) -> Sequence[Place]:
        """All places: first those named in passing, then the stated ones. The last one counts."""
        others = [place for c in self.clauses if c.act is not Act.STATES for place in c.places]
        return [*others, *self.stated_places]

    @property
    def others_places(self) -> Sequence[Place]:
        """The places of somebody else whom the message mentions, in order."""
        return [place for clause in self.clauses for place in clause.others_places]

    @property
    def corrects(self) -> bool:
        return any(clause.act is Act.CORRECTS for clause in self.clauses)

    def having(self, act: Act) -> Sequence[Clause]:
        return [clause for clause in self.clauses if clause.act is act]

    def has(self, name: str) -> bool:
        """Say whether the message has one of the words that reading.yml lists under `name`."""
        return any_word(name).search(self.text) is not None

    def opens(self, name: str) -> bool:
        """Say whether the message begins with one of these words."""
        return any_word(name).match(self.text) is not None

    @property
    def unwanted(self) -> Sequence[Clause]:
        """The clauses that may deny something; whether they do depends on what they are about."""
        beside = any(c.act in (Act.ASKS, Act.TELLS) for c in self.clauses)
        denying = self.having(Act.DENIES)
        return [c for c in denying if c.contrasts or is_unwanted(c.text) or (beside and is_untrue(c.text))]


def _only_frames(clause: Clause) -> bool:
    """Say whether the clause is a courtesy that tells nothing about the user."""
    return clause.act is Act.COURTESY and not clause.text.startswith(tuple(words()["selves"]))


_ASIDE = frozenset({Act.STATES, Act.CORRECTS, Act.INTRODUCES, Act.GIVES})


def _runs(text: str, clauses: Sequence[Clause]) -> list[str]:
    """Return the message's text of the clauses, as pieces; neighbouring clauses stay joined as they were typed."""
    runs: list[list[int]] = []
    for clause in clauses:
        between = text[runs[-1][1] : clause.start] if runs else ""
        start, end = clause.start, clause.end
        if clause.act is Act.RETURNS:
            start += clause.text.rfind(clause.about)
            end = start + len(clause.about)
        if runs and start == clause.start and not re.search(r"\w", between):
            runs[-1][1] = end
        else:
            runs.append([start, end])
    return [text[start:end] for start, end in runs]


def read(text: str) -> Reading:
    """Read a normalized message."""
    return _reader()(text)


@made_of(lambda profile: (profile.roles, profile.places))
def _reader(_: object) -> Callable[[str], Reading]:
    """Return a function that reads messages, with a cache; made anew when the words for roles or places change."""
    # The components of a turn read the same message, and so do two models.
    return lru_cache(maxsize=64)(_read)


def _read(text: str) -> Reading:
    clauses: list[Clause] = []
    for span in spans(text):
        # A clause may be an announcement alone, such as 对了.
        before = bool(clauses) and clauses[-1].act is Act.INTRODUCES and clauses[-1].another
        clause = _clause(text, without_introduction(text, span), before or begins_another(text, span))
        denied_before = bool(clauses) and clauses[-1].act is Act.DENIES and clauses[-1].contrasts
        if clause.act is Act.COURTESY and (denied_before or span.start in counted(text)):
            # After a denial or a number, a courtesy's words are the request: 不是撤回，是换单位; 1打证书 2换单位.
            clause = replace(clause, act=Act.TELLS)
        if clause.places and is_of_person_before(text[: span.start], clause.text):
            # 我课题组有个博士后，人事关系在聊城
            clause = replace(clause, places=(), others_places=clause.places)
        clauses.append(clause)
    idle = idle_places((clause.text[: at.start - clause.start], at) for clause in clauses for at in clause.places)
    return Reading(text, [replace(c, places=tuple(at for at in c.places if at not in idle)) for c in clauses])


def _clause(text: str, span: Span, another: bool) -> Clause:
    clause = text[span.start : span.end]
    asks = asks_something(clause)
    places = own_places(clause)
    role = beside(find_role(clause, RoleReading.ANSWERED), places)
    act, about = act_of(clause, asks, role)
    named = max(sum(place.end - place.start for place in places), role.end - role.start if role else 0)
    if act in (Act.STATES, Act.CORRECTS) and span.start and is_loose(text, span, named):
        # A row of words that is no sentence: 自由职业 个人 账号 怎么办.
        act = Act.TELLS
    refused = refused_for_less(text, span.start, span.end) if act is Act.TELLS else ""
    act, about = (Act.DENIES, refused) if refused else (act, about)
    if act is Act.STATES:
        where = role and places and is_kept_kind(clause[role.start : role.end])
        once = any_word("worked_once").search(clause)
        # 以前当过管理员 tells nothing of a question beside it, and is the matter itself without one.
        act, role = (act if asks_something(text) else Act.TELLS, None) if once else (act, None if where else role)
    elif role and (asks or not is_introduced(clause, role)):
        role = beside(find_role(clause, RoleReading.STATED), places)
    return Clause(
        clause,
        span.start,
        span.end,
        act,
        about,
        contrasts(text, span.end) or bool(refused),
        RoleMention(role.role, role.start + span.start, role.end + span.start) if role else None,
        _moved(places, span),
        another,
        _moved(others_places(clause), span),
    )


def _moved(places: Sequence[Place], span: Span) -> tuple[Place, ...]:
    """Return the places of a clause with their positions in the message."""
    return tuple(place._replace(start=place.start + span.start, end=place.end + span.start) for place in places)
