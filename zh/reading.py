"""Reads a message by its clauses: what each does, the user's role and place, and what is left to answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from owner.cached import made_of
from zh.acts import Act
from zh.announcing import announced_count, begins_another, without_contrast, without_introduction
from zh.clause import Clause, clause_of
from zh.clauses import RequestPiece, counted, joined, spans
from zh.places import Place
from zh.reading_words import any_word, words, works_now
from zh.refusals import is_untrue, is_unwanted
from zh.roles import RoleMention
from zh.whose_places import beside, idle_places, is_of_person_before, is_of_user

__all__ = ["Act", "Clause", "Reading", "beside", "read"]

SHORTEST_QUESTION = 4
"""Least characters of a clause that asks something by itself: 谢谢，然后呢 is only thanks."""


@dataclass(frozen=True)
class Reading:
    """A message and its clauses."""

    text: str
    clauses: Sequence[Clause]

    @property
    def rest(self) -> str:
        """The message without statements and corrections; the whole message if nothing else is in it."""
        return self.without(())

    @property
    def question(self) -> str:
        """The clauses that ask something; `rest` if none does."""
        return "，".join(clause.text for clause in self.having(Act.ASKS)) or self.rest

    def without(self, left_out: Sequence[Clause]) -> str:
        """Return `rest` without these clauses as well."""
        clauses = self._to_answer(left_out)
        if not clauses:
            return "" if left_out else self.text
        return "，".join(_runs(self.text, clauses))

    def _to_answer(self, left_out: Sequence[Clause]) -> Sequence[Clause]:
        """Return the clauses that are neither asides nor left out.

        Neither are courtesies beside a question (行吧，怎么换), nor what works now in front of another clause (好使了).
        """
        clauses = [clause for clause in self.clauses if clause.act not in _ASIDE and clause not in left_out]
        clauses = [c for c in clauses if c is clauses[-1] or c.act is not Act.TELLS or not works_now(c.text)]
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
    for whole in spans(text):
        # A clause may be an announcement alone, such as 对了.
        before = bool(clauses) and clauses[-1].act is Act.INTRODUCES and clauses[-1].another
        denied_before = bool(clauses) and clauses[-1].act is Act.DENIES and clauses[-1].contrasts
        span = without_introduction(text, without_contrast(text, whole) if denied_before else whole)
        clause = clause_of(text, span, before or begins_another(text, whole))
        if clause.act is Act.COURTESY and (denied_before or whole.start in counted(text)):
            # After a denial or a number, a courtesy's words are the request: 不是撤回，是换单位; 1打证书 2换单位.
            clause = replace(clause, act=Act.TELLS)
        if clause.places and is_of_person_before(text[: whole.start], clause.text):
            # 我课题组有个博士后，人事关系在聊城
            clause = replace(clause, places=(), others_places=clause.places)
        clauses.append(clause)
    clauses = _as_announced(text, _of_persons(clauses))
    idle = idle_places(
        (c.text[: at.start - c.start], at, c.text[at.end - c.start :]) for c in clauses for at in c.places
    )
    return Reading(text, [replace(c, places=tuple(at for at in c.places if at not in idle)) for c in clauses])


def _of_persons(clauses: list[Clause]) -> list[Clause]:
    """Return the clauses; a place is somebody else's if the next clause asks about them: 沂水的，她那边能报吧."""
    result = list(clauses)
    for at, (clause, then) in enumerate(pairwise(clauses)):
        names_user = any(any_word("selves").search(other.text) for other in (clause, then))
        about_them = then.act is Act.ASKS and any_word("pronouns").search(then.text) is not None
        if clause.places and about_them and not names_user and clause.act is not Act.ASKS:
            result[at] = replace(clause, places=(), others_places=clause.places)
    return result


def _as_announced(text: str, clauses: list[Clause]) -> list[Clause]:
    """Return the clauses, each a request of its own if the message announces as many: 三件事：…？…？…？"""
    count = announced_count(text)
    asking = [clause for clause in clauses if clause.act in (Act.ASKS, Act.TELLS)]
    if not count or len(asking) != count:
        return clauses
    return [replace(c, another=c.another or c in asking[1:]) for c in clauses]
