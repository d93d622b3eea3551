"""Replies to 请问您是哪种角色 and 请问您在哪个地市, and statements of either without being asked."""

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge, Known
from components.context.mentions import Mentions, mentions
from components.context.resolution import (
    BY_CITY,
    BY_ROLE,
    FALLBACK,
    INFORM,
    UNSURE,
    Resolution,
    Said,
    give,
)
from zh.clauses import clauses
from zh.questions import asks_something
from zh.roles import Reading
from zh.statements import continued, is_continuation, is_correction, is_statement

LONGEST_REPLY = 12
"""Characters. A longer message that names no role or place is no failed reply but something else."""

A_QUESTION = 0.4
"""From this confidence of an answer on, an unclear message rather asks than replies."""

_UNCLEAR = frozenset({None, FALLBACK, INFORM, "out_of_scope", "affirm", "deny", "cancel"})

_NO_REPLY = frozenset({None, FALLBACK, INFORM, "out_of_scope", "affirm", "deny", "none_of_these", "continue"})


def reply(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve what follows a question for the role or the city: the reply, a failed one, or (None) another matter."""
    if talk.asked not in ("role", "city") or talk.waiting is None:
        return None
    reading = Reading.ANSWERED if talk.asked == "role" else Reading.STATED
    found = mentions(said.text, reading, answering_city=talk.asked == "city")
    if (found.role if talk.asked == "role" else found.places) and not _asks(said, found):
        return _inform(found)
    if not _is_failed(said):
        return None
    about = talk.waiting.about
    intent = BY_ROLE if talk.asked == "role" else BY_CITY
    return Resolution(intent, about if about in known.answers else None, unclear=True)


def statement(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve a message that only says who or where the user is: 不对，我是单位管理员; 那烟台呢."""
    waits_for = talk.waiting.asks if talk.waiting else None
    again = is_continuation(said.text)
    text = continued(said.text) if again else said.text
    role = Reading.ANSWERED if again or talk.by_role or waits_for == "role" else Reading.STATED
    found = mentions(text, role, answering_city=bool(talk.by_city) or waits_for == "city")
    if not found.spans or said.best.confidence == 1.0:
        return None
    if not is_statement(text, found.spans) and not _says_so(said, talk, role):
        return None
    offered = _offered_for(found, talk, known)
    if offered:
        return give(offered, talk, known, found.entities, found.place)
    last = known.answers.get(talk.faq_id or "")
    heeded = last is not None and last.heeds == "city" and bool(found.places)
    depends = (found.role and (talk.by_role or waits_for)) or (found.places and (talk.by_city or waits_for))
    if heeded or (again and last and not depends):
        return give(talk.faq_id or "", talk, known, found.entities, found.place)
    return _inform(found)


def _says_so(said: Said, talk: Conversation, reading: Reading) -> bool:
    """Say whether a message that asks nothing states a role or a place in one of its clauses: 点错了，我是老师."""
    corrects = is_correction(said.text) and bool(talk.by_role or talk.by_city or talk.waiting)
    if said.sure or asks_something(said.text) or not (corrects or said.intent in _UNCLEAR):
        return False
    found = [(clause, mentions(clause, reading).spans) for clause in clauses(said.text, shortest=2)]
    return any(is_statement(clause, spans) for clause, spans in found) or (corrects and any(s for _, s in found))


def _offered_for(found: Mentions, talk: Conversation, known: Knowledge) -> str | None:
    """Return the one answer on offer that depends on what was named: it is the one that is meant."""
    named = {"role": found.role, "city": found.places}
    depending = [
        id_ for id_ in talk.offered if (known.answers.get(id_) or Known()).asks in [n for n in named if named[n]]
    ]
    return depending[0] if len(depending) == 1 else None


def _asks(said: Said, found: Mentions) -> bool:
    return said.sure and not is_statement(said.text, found.spans)


def _inform(found: Mentions) -> Resolution:
    return Resolution(INFORM, entities=found.entities, place=found.place)


def _is_failed(said: Said) -> bool:
    """Say whether a message without the role or city that was asked for tried to name one."""
    if len(said.text) > LONGEST_REPLY or asks_something(said.text):
        return said.intent in ("affirm", "deny", "none_of_these")
    return said.intent in _NO_REPLY or (said.intent == UNSURE and said.best.confidence < A_QUESTION)
