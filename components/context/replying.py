"""Replies to 请问您是哪种角色 and 请问您在哪个地市, and statements of either without being asked."""

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge, Known
from components.context.mentions import Mentions, replied
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
from zh.questions import asks_something
from zh.reading import Act, read
from zh.statements import continued, is_continuation, is_statement

LONGEST_REPLY = 12
"""Characters. A longer message that names no role or place is no failed reply but something else."""

A_QUESTION = 0.4
"""From this confidence of an answer on, an unclear message rather asks than replies."""

ANOTHER = 0.3
"""The same for a message that names a place while the city matters."""

_UNCLEAR = frozenset({None, FALLBACK, INFORM, "out_of_scope", "affirm", "deny", "cancel"})

_NO_REPLY = frozenset({None, FALLBACK, INFORM, "out_of_scope", "affirm", "deny", "none_of_these", "continue"})


def reply(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve what follows a question for the role or the city: the reply, a failed one, or (None) another matter."""
    if talk.asked not in ("role", "city") or talk.waiting is None:
        return None
    found = replied(said.reading, LONGEST_REPLY, role=talk.asked == "role", city=talk.asked == "city")
    if (found.role if talk.asked == "role" else found.places) and not _asks(said):
        return _inform(found)
    # Asked for the role, people say where they are, and the other way round.
    says_the_other = said.reading.only_states and bool(found.spans)
    if says_the_other or not _is_failed(said):
        return None
    about = talk.waiting.about
    intent = BY_ROLE if talk.asked == "role" else BY_CITY
    return Resolution(intent, about if about in known.answers else None, unclear=True)


def statement(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve a message that only says who or where the user is: 不对，我是单位管理员; 那烟台呢."""
    again = is_continuation(said.text)
    last = known.answers.get(talk.faq_id or "")
    depends_on_city = bool(talk.by_city) or (last is not None and last.heeds == "city")
    found = _stated(said, talk, again=again, city=depends_on_city)
    if found is None or said.best.confidence == 1.0:
        return None
    waits_for = talk.waiting.asks if talk.waiting else None
    offered = _offered_for(found, talk, known)
    if offered:
        return give(offered, talk, known, found.entities, found.place)
    heeded = last is not None and last.heeds == "city" and bool(found.places)
    depends = (found.role and (talk.by_role or waits_for)) or (found.places and (talk.by_city or waits_for))
    if heeded or (again and last and not depends):
        return give(talk.faq_id or "", talk, known, found.entities, found.place)
    return _inform(found)


def _stated(said: Said, talk: Conversation, *, again: bool, city: bool) -> Mentions | None:
    """Return what the message states, None if it says something else as well."""
    text = continued(said.text) if again else said.text
    # 那单位呢 after an answer that depends on the role names one; so does 机构 while one waits for it.
    waits = talk.waiting is not None and talk.waiting.asks == "role"
    role = waits or talk.by_role is not None
    found = replied(read(text) if again else said.reading, LONGEST_REPLY, role=role, city=city)
    if not found.spans:
        return None
    if said.reading.only_states or is_statement(text, found.spans):
        return found
    if said.sure or said.reading.having(Act.ASKS):
        return None
    corrects = said.reading.corrects and bool(talk.by_role or talk.by_city or talk.waiting)
    where = city or bool(talk.waiting and talk.waiting.asks == "city")
    says_where = bool(found.places) and where and said.best.confidence < ANOTHER and _tells_only_where(said)
    unclear = said.intent in _UNCLEAR and bool(said.reading.having(Act.STATES))
    return found if corrects or says_where or unclear else None


def _tells_only_where(said: Said) -> bool:
    """Say whether each clause that tells something names a place of the user: 我单位注册地是烟台."""
    return all(clause.places for clause in said.reading.having(Act.TELLS))


def _offered_for(found: Mentions, talk: Conversation, known: Knowledge) -> str | None:
    """Return the one answer on offer that depends on what was named: it is the one that is meant."""
    named = {"role": found.role, "city": found.places}
    depending = [
        id_ for id_ in talk.offered if (known.answers.get(id_) or Known()).asks in [n for n in named if named[n]]
    ]
    return depending[0] if len(depending) == 1 else None


def _asks(said: Said) -> bool:
    """Say whether the message asks for an answer beside what it may state."""
    return said.sure and not said.reading.only_states


def _inform(found: Mentions) -> Resolution:
    return Resolution(INFORM, entities=found.entities, place=found.place)


def _is_failed(said: Said) -> bool:
    """Say whether a message without the role or city that was asked for tried to name one."""
    if len(said.text) <= LONGEST_REPLY and said.reading.has("unsure") and said.best.confidence < A_QUESTION:
        return True
    if len(said.text) > LONGEST_REPLY or asks_something(said.text):
        return said.intent in ("affirm", "deny", "none_of_these")
    return said.intent in _NO_REPLY or (said.intent == UNSURE and said.best.confidence < A_QUESTION)
