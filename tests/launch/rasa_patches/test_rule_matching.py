"""The same rules fit, whatever they and the conversation look like."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.core.featurizers.tracker_featurizers import MaxHistoryTrackerFeaturizer
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, SHOULD_NOT_BE_SET, RulePolicy
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from launch.rasa_patches.rule_matching import decided, fitting, match_rules_quickly

RASAS = RulePolicy._get_possible_keys
RASAS_DECISION = RulePolicy._find_action_from_rules
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


DOMAIN = Domain.from_dict(
    {
        "intents": ["ask", "greet"],
        "actions": ["action_a"],
        "responses": {"utter_b": [{"text": "b"}]},
        "slots": {"x": {"type": "bool", "mappings": [{"type": "custom"}]}},
    }
)
LISTENED = {"prev_action": {"action_name": ACTION_LISTEN_NAME}}


def after(intent: str) -> dict[str, Any]:
    return {**LISTENED, "user": {"intent": intent}}


def between(action: str, intent: str) -> dict[str, Any]:
    return {"prev_action": {"action_name": action}, "user": {"intent": intent}}


USUAL = {
    "ask": ([after("ask")], "action_a"),
    "then listen": ([after("ask"), between("action_a", "ask")], ACTION_LISTEN_NAME),
    "greet": ([after("greet")], "utter_b"),
    "then listen again": ([after("greet"), between("utter_b", "greet")], ACTION_LISTEN_NAME),
}
UNUSUAL = {
    "the second time": ([after("ask"), between("action_a", "ask"), after("ask")], "utter_b"),
    "with a slot": ([{**after("greet"), "slots": {"x": (1.0,)}}], "action_a"),
    "by words": ([{**LISTENED, "user": {"text": "a"}}], "utter_b"),
    "whatever is said": ([LISTENED], "action_a"),
    "after two actions": ([between("action_a", "greet"), between("utter_b", "greet")], "action_a"),
}
AT_ONCE = {
    "ask": lambda: [UserUttered("a", {"name": "ask"})],
    "greet": lambda: [UserUttered("b", {"name": "greet"})],
    "words": lambda: [UserUttered("a")],
    "action": lambda: [ActionExecuted("action_a"), SlotSet("x", True)],
    "utter": lambda: [ActionExecuted("utter_b"), BotUttered("b")],
    "listen": lambda: [ActionExecuted(ACTION_LISTEN_NAME)],
    "by intent": lambda: [DefinePrevUserUtteredFeaturization(False), ActionExecuted("action_a")],
    "by words": lambda: [DefinePrevUserUtteredFeaturization(True), ActionExecuted("utter_b")],
    "slot": lambda: [SlotSet("x", False)],
    "session": lambda: [SessionStarted()],
    "restart": lambda: [Restarted()],
    "revert": lambda: [ActionReverted()],
    "unsaid": lambda: [UserUtteranceReverted()],
}


def with_rules(rules: Any) -> Any:
    result: Any = RulePolicy.__new__(RulePolicy)
    # Rules of the same length as text would be chosen among by chance.
    keyed = {json.dumps(states) + " " * number: action for number, (states, action) in enumerate(rules)}
    result.lookup = {RULES: keyed, RULES_FOR_LOOP_UNHAPPY_PATH: {}}
    result._Policy__featurizer = MaxHistoryTrackerFeaturizer()
    return result


@given(
    st.lists(st.sampled_from(list(UNUSUAL.values())), unique_by=str),
    st.lists(st.sampled_from(list(AT_ONCE)), max_size=14),
)
def test_the_same_decision_as_rasas_at_each_step(unusual: list[Any], steps: list[str]) -> None:
    policy = with_rules([*USUAL.values(), *unusual])
    tracker = DialogueStateTracker.from_events("x", [ActionExecuted(ACTION_LISTEN_NAME)], DOMAIN.slots)
    for step in steps:
        for event in AT_ONCE[step]():
            tracker.update(event)
        for by_text in (True, False):
            rasas = RASAS_DECISION(policy, tracker, DOMAIN, by_text)
            ours = decided(policy, tracker, DOMAIN, by_text)
            # Which rule was near is of no use where none fits.
            assert ours == rasas or (by_text and ours[0] is None and rasas[0] is None), (step, by_text)


def test_the_session_is_not_played_again(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = with_rules(USUAL.values())
    tracker = DialogueStateTracker.from_events("x", [ActionExecuted(ACTION_LISTEN_NAME)], DOMAIN.slots)
    monkeypatch.setattr(DialogueStateTracker, "past_states", lambda *_, **__: pytest.fail("all states"))
    actions = []
    for intent in ("ask", "greet", "ask"):
        tracker.update(UserUttered("a", {"name": intent}))
        for _ in range(2):
            assert decided(policy, tracker, DOMAIN, True)[0] is None
            actions.append(decided(policy, tracker, DOMAIN, False)[0])
            if tracker.latest_action_name == ACTION_LISTEN_NAME:
                tracker.update(DefinePrevUserUtteredFeaturization(False))
            tracker.update(ActionExecuted(actions[-1]))
    assert actions == ["action_a", ACTION_LISTEN_NAME, "utter_b", ACTION_LISTEN_NAME, "action_a", ACTION_LISTEN_NAME]


def test_rasa_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", RASAS)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", RASAS_DECISION)
    match_rules_quickly()
    assert RulePolicy._get_possible_keys is fitting
    assert RulePolicy._find_action_from_rules is decided
