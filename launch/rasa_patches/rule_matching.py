"""Finding the rules that fit a conversation without going through all of them for all of its states.

Replaced is `RulePolicy._get_possible_keys` (Rasa 3.6.21). It asks every rule about every state of the conversation,
from the newest on, reverses the rule each time, and goes on when none is left or none is as long: 7 % of a turn.
`tests/launch/rasa_patches/test_rule_matching.py` compares the two.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

State = Mapping[str, Any]
MOST_LOOKUPS = 8
"""A model has two: its rules, and those for the ways out of a form."""
MOST_RULES = 10_000
"""How many rules are kept as read; a domain has hundreds, and each of them a few."""


@lru_cache(maxsize=MOST_RULES)
def _newest_first(key: str) -> Sequence[State]:
    """Return the states of a rule, which `key` is as JSON."""
    return tuple(reversed(json.loads(key)))


@lru_cache(maxsize=MOST_LOOKUPS)
def _by_newest(keys: Sequence[str]) -> Mapping[tuple[str | None, str | None], Sequence[str]]:
    """Return the rules by what their newest state asks for first: an intent, and the action before it."""
    found: dict[tuple[str | None, str | None], list[str]] = {}
    for key in keys:
        found.setdefault(_asked((_newest_first(key) or ({},))[0]), []).append(key)
    return found


def _asked(state: State) -> tuple[str | None, str | None]:
    """Return the intent and the previous action without which this state of a rule fits nothing, None for any.

    A rule for the start of a conversation, which has no previous action, fits there whatever else it says.
    """
    if not state.get(PREVIOUS_ACTION):
        return None, None
    named = state.get(USER, {}).get(INTENT), state[PREVIOUS_ACTION].get(ACTION_NAME)
    intent, action = (one if isinstance(one, str) and one and one != SHOULD_NOT_BE_SET else None for one in named)
    return intent, action


def _fits(rule: State, state: State) -> bool:
    """Say whether a state of a rule is one of the conversation's, as RulePolicy._is_rule_applicable does."""
    of_rule, of_conversation = rule.get(PREVIOUS_ACTION), state.get(PREVIOUS_ACTION)
    # A state without a previous action is the start of a conversation.
    if not of_rule or not of_conversation:
        return not of_rule and not of_conversation
    return bool(RulePolicy._does_rule_match_state(rule, state))


def fitting(_: RulePolicy, lookup: Mapping[str, str], states: Sequence[State]) -> set[str]:
    """Return the keys of `lookup` that fit the states; a rule fits as far back as it reaches."""
    newest = states[-1] if states else {}
    intent, action = newest.get(USER, {}).get(INTENT), newest.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    groups = _by_newest(tuple(lookup))
    # Without states, all of them fit.
    near = product({intent, None}, {action, None}) if states else groups
    left: Mapping[str, Sequence[State]] = {key: _newest_first(key) for asked in near for key in groups.get(asked, ())}
    found: set[str] = set()
    for at, state in enumerate(reversed(states)):
        found |= {key for key, rule in left.items() if len(rule) <= at}
        left = {key: rule for key, rule in left.items() if len(rule) > at and _fits(rule[at], state)}
        if not left:
            break
    return found | set(left)


def match_rules_quickly() -> None:
    """Make RulePolicy look for rules in this way."""
    RulePolicy._get_possible_keys = fitting
