"""Finding the rules that fit a conversation without going through all of them for all of its states.

Replaced is `RulePolicy._get_possible_keys` (Rasa 3.6.21). It asks every rule about every state of the conversation,
from the newest on, reverses the rule each time, and goes on when none is left or none is as long: 7 % of a turn.
`tests/launch/rasa_patches/test_rule_matching.py` compares the two.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION

State = Mapping[str, Any]
MOST_RULES = 10_000
"""How many rules are kept as read; a domain has hundreds, and each of them a few."""


@lru_cache(maxsize=MOST_RULES)
def _newest_first(key: str) -> Sequence[State]:
    """Return the states of a rule, which `key` is as JSON."""
    return tuple(reversed(json.loads(key)))


def _fits(rule: State, state: State) -> bool:
    """Say whether a state of a rule is one of the conversation's, as RulePolicy._is_rule_applicable does."""
    of_rule, of_conversation = rule.get(PREVIOUS_ACTION), state.get(PREVIOUS_ACTION)
    # A state without a previous action is the start of a conversation.
    if not of_rule or not of_conversation:
        return not of_rule and not of_conversation
    return bool(RulePolicy._does_rule_match_state(rule, state))


def fitting(_: RulePolicy, lookup: Mapping[str, str], states: Sequence[State]) -> set[str]:
    """Return the keys of `lookup` that fit the states; a rule fits as far back as it reaches."""
    left: Mapping[str, Sequence[State]] = {key: _newest_first(key) for key in lookup}
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
