"""What is counted of turns."""

from typing import Any

import pytest
from prometheus_client import CollectorRegistry

from observability.turns import TurnMeters, TurnOutcome


@pytest.fixture
def registry() -> CollectorRegistry:
    return CollectorRegistry()


@pytest.fixture
def meters(registry: CollectorRegistry) -> TurnMeters:
    made = TurnMeters(registry, ["rest", "socketio"])
    made.know_answers(["certificate_print"])
    return made


def told(*metadata: Any) -> TurnOutcome:
    made = TurnOutcome()
    for one in metadata:
        made.add(one)
    return made


def test_everything_known_is_there_from_the_start(registry: CollectorRegistry, meters: TurnMeters) -> None:
    assert registry.get_sample_value("xueshi_turns_total", {"channel": "rest"}) == 0
    assert registry.get_sample_value("xueshi_turn_outcomes_total", {"channel": "rest", "outcome": "handoff"}) == 0
    assert registry.get_sample_value("xueshi_turn_failures_total", {"channel": "rest", "reason": "silent"}) == 0
    assert registry.get_sample_value("xueshi_answers_total", {"faq_id": "certificate_print"}) == 0


def test_a_turn_with_an_answer_and_an_offer(registry: CollectorRegistry, meters: TurnMeters) -> None:
    answer = {"outcome": "answer", "faq_id": "certificate_print"}
    meters.count("rest", told(answer, {"outcome": "offer"}, {"outcome": "offer"}), 0.012)
    for outcome, count in (("answer", 1), ("offer", 1), ("none", 0)):
        labels = {"channel": "rest", "outcome": outcome}
        assert registry.get_sample_value("xueshi_turn_outcomes_total", labels) == count
    assert registry.get_sample_value("xueshi_answers_total", {"faq_id": "certificate_print"}) == 1
    for limit, count in (("0.01", 0), ("0.02", 1), ("10.0", 1)):
        assert registry.get_sample_value("xueshi_turn_seconds_bucket", {"channel": "rest", "le": limit}) == count


def test_nothing_said(registry: CollectorRegistry, meters: TurnMeters) -> None:
    meters.count("socketio", told(), 0.001)
    assert registry.get_sample_value("xueshi_turn_outcomes_total", {"channel": "socketio", "outcome": "none"}) == 1


@pytest.mark.parametrize("reason", ["silent", "error"])
def test_a_turn_that_failed(registry: CollectorRegistry, meters: TurnMeters, reason: str) -> None:
    meters.count("rest", told({"outcome": "decline", "reason": reason}), 0.001)
    assert registry.get_sample_value("xueshi_turn_failures_total", {"channel": "rest", "reason": reason}) == 1


def test_labels_stay_few(registry: CollectorRegistry, meters: TurnMeters) -> None:
    for number in range(100):
        meters.count(f"made up {number}", told({"outcome": "answer", "faq_id": f"made_up_{number}"}), 0.001)
        meters.count("rest", told({"outcome": f"made up {number}"}, None, "text", {"outcome": ["list"]}), 0.001)
    assert registry.get_sample_value("xueshi_turns_total", {"channel": "other"}) == 100
    assert registry.get_sample_value("xueshi_answers_total", {"faq_id": "other"}) == 100
    assert registry.get_sample_value("xueshi_turn_outcomes_total", {"channel": "rest", "outcome": "other"}) == 100
    labels = [sample.labels for metric in registry.collect() for sample in metric.samples]
    assert "made" not in str(labels)


def test_the_remark_about_personal_data_is_no_outcome() -> None:
    assert told({"outcome": "chat", "reason": "personal"}, {"outcome": "answer"}).outcomes == {"answer"}
