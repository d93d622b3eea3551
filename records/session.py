"""Selects the events that a turn needs: the last session, of a long one the last turns."""

from collections.abc import Iterable, Sequence

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, ConversationPaused, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

MOST_TURNS = 18
KEPT_TURNS = 10
"""A session of more turns than the first is cut to the second: what a turn costs grows with what it looks back on."""


def current(events: Sequence[Event]) -> list[Event]:
    """Return the events since the last session began."""
    starts = [number for number, event in enumerate(events) if isinstance(event, SessionStarted)]
    return list(events[starts[-1] :] if starts else events)


def shortened(events: Sequence[Event], slots: Iterable[Slot]) -> list[Event]:
    """Return the session, or of a long one its last turns with the slots' values as they were before these.

    It then looks as a session does that took over slots from the one before.
    """
    turns = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(turns) <= MOST_TURNS:
        return list(events)
    cut = turns[-KEPT_TURNS]
    before = DialogueStateTracker.from_events("", list(events[:cut]), slots)
    if before.active_loop_name:
        return list(events)
    at = events[cut].timestamp
    values = [SlotSet(name, slot.value, at) for name, slot in before.slots.items() if slot.value != slot.initial_value]
    began = next((event for event in events if isinstance(event, SessionStarted)), SessionStarted(at))
    paused = [ConversationPaused(at)] if before.is_paused() else []
    head = [ActionExecuted(ACTION_SESSION_START_NAME, timestamp=began.timestamp), began, *values, *paused]
    return [*head, ActionExecuted(ACTION_LISTEN_NAME, timestamp=at), *events[cut:]]
