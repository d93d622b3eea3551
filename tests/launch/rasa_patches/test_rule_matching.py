"""The same rules fit, whatever they and the conversation look like."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import SHOULD_NOT_BE_SET, RulePolicy

from launch.rasa_patches.rule_matching import fitting, match_rules_quickly

RASAS = RulePolicy._get_possible_keys
policy: Any = RulePolicy.__new__(RulePolicy)

few = st.sampled_from(["a", "b", SHOULD_NOT_BE_SET])
values = st.one_of(few, st.lists(few, max_size=2), st.none())
parts = {
    "prev_action": st.fixed_dictionaries({}, optional={"action_name": few, "action_text": few}),
    "user": st.fixed_dictionaries({}, optional={"intent": few, "text": few, "entities": st.lists(few, max_size=2)}),
    "slots": st.dictionaries(st.sampled_from(["x", "y"]), values, max_size=2),
    "active_loop": st.fixed_dictionaries({}, optional={"name": few}),
}
state = st.fixed_dictionaries({}, optional=parts)
rules = st.lists(st.lists(state, max_size=3), max_size=8)


def as_tuples(state: dict[str, Any]) -> dict[str, Any]:
    """As a tracker has it: lists are tuples there."""
    return {
        kind: {key: tuple(value) if isinstance(value, list) else value for key, value in part.items()}
        for kind, part in state.items()
    }


@given(rules, st.lists(state, max_size=5))
def test_the_same_rules_as_rasa_finds(rules: list[Any], states: list[Any]) -> None:
    lookup = {json.dumps(rule, sort_keys=True): "action" for rule in rules}
    conversation = [as_tuples(state) for state in states]
    assert fitting(policy, lookup, conversation) == RASAS(policy, lookup, conversation)


@given(st.lists(state, min_size=1, max_size=3), st.lists(state, max_size=3))
def test_a_conversation_that_ends_as_the_rule_does(rule: list[Any], before: list[Any]) -> None:
    lookup = {json.dumps(rule): "action"}
    conversation = [as_tuples(state) for state in (*before, *rule)]
    assert fitting(policy, lookup, conversation) == RASAS(policy, lookup, conversation)


def test_rasa_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", RASAS)
    match_rules_quickly()
    assert RulePolicy._get_possible_keys is fitting
