"""ErrorCounter: counts errors in the log by the part that logs them."""

import logging

from prometheus_client import CollectorRegistry, Counter

PARTS = {
    "records.tracker_store": "tracker_store",
    "rasa.core.tracker_store": "tracker_store",
    "records.lock_store": "lock_store",
    "rasa.core.lock_store": "lock_store",
    "channels.guard": "redis",
    "channels.webchat.fan_out": "redis",
    "channels.wechat.store": "redis",
    "channels.wechat": "wechat",
    "channels.feedback": "feedback",
    "channels": "channels",
    "rasa.core.actions": "actions",
    "rasa": "rasa",
    "actions.tickets": "desk",
    "actions": "actions",
}
"""Logger → part; the longest matching name counts."""
OTHER = "other"


def part_of(logger: str) -> str:
    name = logger
    while name:
        if name in PARTS:
            return PARTS[name]
        name = name.rpartition(".")[0]
    return OTHER


class ErrorCounter(logging.Handler):
    """Counts log records of level ERROR and above.

    Every part logs each failure at least once, so it needs no hook. During the pause after a failure it logs nothing;
    the gauges of the stores show that.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.ERROR)
        description = "Errors in the log, by the part they are of"
        self._errors = Counter("xueshi_errors", description, ["part"], registry=registry)
        for part in sorted({*PARTS.values(), OTHER}):
            self._errors.labels(part)

    def emit(self, record: logging.LogRecord) -> None:
        self._errors.labels(part_of(record.name)).inc()
