"""Intents that short messages get by mistake: with one of them a message may still be a statement, a reply, a question.

A new plain intent belongs in each set whose messages are classified so by mistake; none is the rule.
"""

from components.context.resolution import (
    AFFIRM,
    AGAIN,
    CANCEL,
    COMPLAIN,
    CONTINUE,
    DENY,
    FALLBACK,
    GOODBYE,
    HOLD,
    INFORM,
    NONE_OF_THESE,
    REQUEST,
    STAFF,
    THANK,
    UNSURE,
)
from understanding.confidence import OUT_OF_SCOPE

_UNKNOWN = frozenset({None, FALLBACK, OUT_OF_SCOPE, INFORM, AFFIRM, DENY})

POSSIBLE_STATEMENTS = _UNKNOWN | {CANCEL}
"""It names a role or a place: 不是济南，是烟台 looks like a refusal."""

POSSIBLE_INTRODUCTIONS = POSSIBLE_STATEMENTS | {HOLD, THANK, GOODBYE}
"""It introduces the user by a word that is no role here, and people greet and thank beside it."""

POSSIBLE_REPLIES = _UNKNOWN | {NONE_OF_THESE, CONTINUE, AGAIN}
"""It stands behind a question of the assistant: 都不是, 然后呢 answer no question for a role."""

POSSIBLE_FOLLOW_UPS = frozenset({CANCEL, HOLD, NONE_OF_THESE})
"""It asks something behind an answer: 那放着没事?"""

POSSIBLE_QUESTIONS = POSSIBLE_FOLLOW_UPS | {AFFIRM, DENY, THANK}
"""It asks about the last answer, or denies it: 那就这么扔着没事吗. Yes, no and thanks change nothing by themselves."""

UNCLEAR = frozenset({None, FALLBACK, UNSURE, OUT_OF_SCOPE})
"""It is unclear as a whole, so one of its clauses may decide."""

POSSIBLE_REQUESTS = UNCLEAR | {COMPLAIN}
"""It is about a registered request for a person, by its words: 就让我这么干等着啊."""

BY_CLAUSE = POSSIBLE_REQUESTS | {STAFF, REQUEST, HOLD}
"""Its clauses are looked up one by one: 好吧我等着，大概等多久."""

SMALL_TALK = frozenset({GOODBYE, "greet", "menu", "capabilities"})
"""Small talk with words that questions have as well: 那我挂哪, 我在后台哪个菜单给他重置."""
