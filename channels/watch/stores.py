"""The stores of a server, as far as they say how they are."""

from typing import Any


def conversations_of(agent: Any) -> Any:
    """Return the tracker store itself: Rasa wraps it into one that falls back when it fails."""
    store = getattr(agent, "tracker_store", None)
    return getattr(store, "_tracker_store", store)


def is_degraded(store: Any) -> bool:
    """Say whether the store does without what it keeps things in. One that does not say is not."""
    return bool(getattr(store, "degraded", False))


def backlog(store: Any) -> int:
    """Return how many conversations wait to be written."""
    return int(getattr(store, "backlog", 0))
