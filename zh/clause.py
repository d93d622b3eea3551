"""Clause: a clause of a message, what it does, and the role and places it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from zh.acts import Act, act_of, is_introduced, is_loose
from zh.clauses import Span
from zh.places import Place
from zh.questions import asks_something
from zh.reading_words import any_word
from zh.refusals import contrasts, refused_for_less
from zh.roles import RoleMention, RoleReading, find_role, is_kept_kind
from zh.whose_places import beside, others_places, own_places


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


def clause_of(text: str, span: Span, another: bool) -> Clause:
    """Return the clause at `span` of the message; `another`: its words begin a further request."""
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
