"""What a turn looks back on: the last session, and of a long one its end with the slots as they were."""

from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    ConversationPaused,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.slots import TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from records.session import KEPT_TURNS, MOST_TURNS, current, shortened

SLOTS = [TextSlot("role", []), TextSlot("city", [])]


def turn(number: int, *more: Event) -> list[Event]:
    return [
        UserUttered(f"第{number}问", timestamp=float(number)),
        ActionExecuted("utter_faq"),
        BotUttered(f"第{number}答"),
        *more,
        ActionExecuted("action_listen"),
    ]


def begun() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(0.5), ActionExecuted("action_listen")]


def turns(first: int, last: int) -> list[Event]:
    return [event for number in range(first, last + 1) for event in turn(number)]


def replayed(events: list[Event]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("one", events, SLOTS)


def test_the_last_session_counts() -> None:
    events = [*begun(), *turns(1, 2), *begun(), *turns(3, 3)]
    assert [event.text for event in current(events) if isinstance(event, UserUttered)] == ["第3问"]
    assert isinstance(current(events)[0], SessionStarted)
    assert current(turns(1, 2)) == turns(1, 2)


def test_a_short_one_stays_as_it_is() -> None:
    events = [*begun(), *turns(1, MOST_TURNS)]
    assert shortened(events, SLOTS) == events


def test_a_long_one_keeps_its_end_and_the_slots_from_before() -> None:
    events = [*begun(), *turn(1, SlotSet("role", "unit")), *turns(2, MOST_TURNS), *turn(99, SlotSet("city", "济南"))]
    short = shortened(events, SLOTS)
    asked = [event.text for event in short if isinstance(event, UserUttered)]
    assert len(asked) == KEPT_TURNS
    assert asked[-1] == "第99问"
    assert len(short) < len(events)
    before, after = replayed(events), replayed(short)
    assert after.current_slot_values() == before.current_slot_values() == {"role": "unit", "city": "济南"}
    assert after.latest_action_name == before.latest_action_name
    assert after.latest_message == before.latest_message
    # It begins as a session does, at the time this one began.
    assert [event.type_name for event in short[:4]] == ["action", "session_started", "slot", "action"]
    assert short[1].timestamp == 0.5


def test_it_does_not_grow_however_long_it_gets() -> None:
    events = begun()
    longest = 0
    for number in range(300):
        events = shortened([*events, *turn(number, SlotSet("role", "unit"))], SLOTS)
        longest = max(longest, len(events))
    assert longest < 6 * (MOST_TURNS + 2)
    assert replayed(events).get_slot("role") == "unit"


def test_who_has_taken_over_still_has() -> None:
    events = [*begun(), *turn(1, ConversationPaused()), *turns(2, MOST_TURNS + 5)]
    assert replayed(shortened(events, SLOTS)).is_paused()
