"""Errors in the log, counted by part."""

import logging

import pytest
from prometheus_client import CollectorRegistry

from observability.errors import PARTS, ErrorCounter, part_of


@pytest.mark.parametrize(
    ("logger", "part"),
    [
        ("records.tracker_store", "tracker_store"),
        ("rasa.core.tracker_store", "tracker_store"),
        ("rasa.core.processor", "rasa"),
        ("channels.guard.shared_windows", "redis"),
        ("channels.wechat.message_sender", "wechat"),
        ("channels.one_turn", "channels"),
        ("actions.tickets.delivery", "desk"),
        ("somebody.else", "other"),
        ("", "other"),
    ],
)
def test_whose_error_it_is(logger: str, part: str) -> None:
    assert part_of(logger) == part


def test_only_errors_count() -> None:
    registry = CollectorRegistry()
    logger = logging.getLogger("records.tracker_store")
    counter = ErrorCounter(registry)
    logger.addHandler(counter)
    try:
        logger.warning("It answers again.")
        logger.error("It does not answer.")
    finally:
        logger.removeHandler(counter)
    assert registry.get_sample_value("xueshi_errors_total", {"part": "tracker_store"}) == 1
    for part in PARTS.values():
        assert registry.get_sample_value("xueshi_errors_total", {"part": part}) is not None
