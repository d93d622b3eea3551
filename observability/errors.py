"""How often what went wrong: errors in the log, counted by the part that reports them."""

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
"""Logger → part; of several that fit the longest counts."""
OTHER = "other"


def part_of(logger: str) -> str:
    name = logger
    while name:
        if name in PARTS:
            return PARTS[name]
        name = name.rpartition(".")[0]
    return OTHER


class ErrorCounter(logging.Handler):
    """Counts records from ERROR on. Parts say at least once for each failure that they failed, so no hook in them is
    needed; while a part is left alone after a failure it says nothing, which is what the gauges of the stores are for.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        super().__init__(logging.ERROR)
        said = "Errors in the log, by the part they are of"
        self._errors = Counter("xueshi_errors", said, ["part"], registry=registry)
        for part in sorted({*PARTS.values(), OTHER}):
            self._errors.labels(part)

    def emit(self, record: logging.LogRecord) -> None:
        self._errors.labels(part_of(record.name)).inc()
