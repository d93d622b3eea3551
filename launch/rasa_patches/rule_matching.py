"""Finds the rules that fit a conversation without going through all of them for all of its states.

It replaces `RulePolicy._get_possible_keys` (Rasa 3.6.21). That asks every rule about every state of the conversation,
from the newest on, and reverses the rule each time. It goes on even when no rule is left: 7 % of a turn.

It also replaces `RulePolicy._find_action_from_rules`. That plays the whole session again, three times in a turn, to
have its states: 5 % of a turn of six. The rules reach two states back, and the one before the newest is known from the
prediction before. Where that is not enough Rasa's own method is asked, and always when debugging, for its notes.
`tests/launch/rasa_patches/test_rule_matching.py` compares them.
"""

import json
import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import Any

from rasa.core.policies import rule_policy
from rasa.core.policies.rule_policy import RULES, SHOULD_NOT_BE_SET, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME, PREVIOUS_ACTION, USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, DefinePrevUserUtteredFeaturization, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

State = Mapping[str, Any]
MOST_LOOKUPS = 8
"""A model has two: its rules, and those for the ways out of a form."""
MOST_RULES = 10_000
"""How many rules are kept as read; a domain has hundreds, and each of them a few."""

NEWEST = "newest_state"
"""A tracker's attribute: its newest state at the last prediction, and how many events it had then."""

_RASAS = RulePolicy._find_action_from_rules


@lru_cache(maxsize=MOST_RULES)
def _newest_first(key: str) -> Sequence[State]:
    """Return the states of a rule, which `key` is as JSON."""
    return tuple(reversed(json.loads(key)))


@lru_cache(maxsize=MOST_LOOKUPS)
def _by_newest(keys: Sequence[str]) -> Mapping[tuple[str | None, str | None], Sequence[str]]:
    """Return the rules by what their newest state asks for first: an intent, and the action before it."""
    groups: dict[tuple[str | None, str | None], list[str]] = {}
    for key in keys:
        groups.setdefault(_intent_and_action((_newest_first(key) or ({},))[0]), []).append(key)
    return groups


def _intent_and_action(state: State) -> tuple[str | None, str | None]:
    """Return the intent and the previous action without which this state of a rule fits nothing, None for any.

    A rule for the start of a conversation, which has no previous action, fits there whatever else it says.
    """
    if not state.get(PREVIOUS_ACTION):
        return None, None
    named = state.get(USER, {}).get(INTENT), state[PREVIOUS_ACTION].get(ACTION_NAME)
    intent, action = (name if isinstance(name, str) and name and name != SHOULD_NOT_BE_SET else None for name in named)
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
    left: Mapping[str, Sequence[State]] = {
        key: _newest_first(key) for near_key in near for key in groups.get(near_key, ())
    }
    keys: set[str] = set()
    for at, state in enumerate(reversed(states)):
        keys |= {key for key, rule in left.items() if len(rule) <= at}
        left = {key: rule for key, rule in left.items() if len(rule) > at and _fits(rule[at], state)}
        if not left:
            break
    return keys | set(left)


def decided(
    policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain, use_text_for_last_user_input: bool
) -> tuple[str | None, str | None, bool]:
    """Return the action, the rule that asks for it, and whether a form is come back to: never without one."""
    if tracker.active_loop_name or rule_policy.logger.isEnabledFor(logging.DEBUG):
        return _rasas(policy, tracker, domain, use_text_for_last_user_input)
    rules = policy.lookup[RULES]
    if use_text_for_last_user_input:
        listened = tracker.latest_action_name == ACTION_LISTEN_NAME
        if listened and _by_newest(tuple(rules)).keys() & {(None, ACTION_LISTEN_NAME), (None, None)}:
            return _rasas(policy, tracker, domain, True)
        # All rules ask for an intent.
        return None, None, False
    states = _newest(policy, tracker, domain)
    keys = fitting(policy, rules, states)
    if not keys or max(len(_newest_first(key)) for key in keys) > len(states):
        return _rasas(policy, tracker, domain, False)
    best = max(keys, key=len)
    return rules[best], best, False


def _rasas(policy: RulePolicy, *arguments: Any) -> tuple[str | None, str | None, bool]:
    result: tuple[str | None, str | None, bool] = _RASAS(policy, *arguments)
    return result


def _newest(policy: RulePolicy, tracker: DialogueStateTracker, domain: Domain) -> list[State]:
    """Return the newest state of the conversation, after the one before it where that is known."""
    newest = domain.get_active_state(tracker)
    policy.featurizer._choose_last_user_input([[newest]], False)
    count, before = getattr(tracker, NEWEST, (len(tracker.events), {}))
    setattr(tracker, NEWEST, (len(tracker.events), newest))
    since = [event for event in islice(tracker.events, count, None) if not _by_intent(event)]
    # The state before an action is the newest one of the time when it was predicted.
    one_action = isinstance(since[0] if since else None, ActionExecuted)
    plain = one_action and all(isinstance(event, (BotUttered, SlotSet)) for event in since[1:])
    return [before, newest] if plain and before.get(USER, {}).get(INTENT) else [newest]


def _by_intent(event: Event) -> bool:
    """Say whether it notes that the message counts by its intent, as it does in its state already."""
    return isinstance(event, DefinePrevUserUtteredFeaturization) and not event.use_text_for_featurization


def match_rules_quickly() -> None:
    """Make RulePolicy look for rules in this way."""
    RulePolicy._get_possible_keys = fitting
    RulePolicy._find_action_from_rules = decided
