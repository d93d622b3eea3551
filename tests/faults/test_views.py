"""The comparison finds each kind of fault when it is there."""

from typing import Any

import pytest

from tests.faults.views import Faults, Seen, faults


def user(id_: str) -> dict[str, Any]:
    return {"event": "user", "message_id": id_, "timestamp": 0.0}


def bot(number: int) -> dict[str, Any]:
    return {"event": "bot", "timestamp": number / 1_000_000}


EVENTS = [{"event": "session_started"}, user("a"), bot(1), user("b"), bot(2), bot(3)]
SAID, SHOWN, HISTORY = ["a", "b"], ["bot-1", "bot-2", "bot-3"], ["a", "bot-1", "b", "bot-2", "bot-3"]


def test_nothing_is_wrong() -> None:
    assert not faults(Seen(SAID, SHOWN, HISTORY), EVENTS)


def test_a_message_that_is_not_yet_sent_is_not_looked_for() -> None:
    assert not faults(Seen(["b"], ["bot-3"], HISTORY), EVENTS)


@pytest.mark.parametrize(
    ("seen", "events", "found"),
    [
        (Seen(SAID, [*SHOWN, "bot-4"], HISTORY), EVENTS, Faults(forgotten=["bot-4"])),
        (Seen([*SAID, "c"], SHOWN, HISTORY), EVENTS, Faults(unknown=["c"])),
        (Seen(SAID, SHOWN, HISTORY), [*EVENTS, user("a"), bot(3)], Faults(doubled=["a", "bot-3"])),
        (Seen(SAID, SHOWN, [*HISTORY, "c"]), [*EVENTS, user("c")], Faults(unanswered=["c"])),
        (Seen(SAID, [], HISTORY), [user("a"), user("b"), bot(1)], Faults(unanswered=["a"])),
        (Seen(["b", "a"], SHOWN, HISTORY), EVENTS, Faults(shuffled=["b"])),
        (Seen(SAID, ["bot-2", "bot-1"], HISTORY), EVENTS, Faults(shuffled=["bot-2"])),
        (Seen(SAID, SHOWN, HISTORY[1:]), EVENTS, Faults(missing=["a"])),
    ],
)
def test_what_is_wrong_is_named(seen: Seen, events: list[dict[str, Any]], found: Faults) -> None:
    assert faults(seen, events) == found
    assert found
    assert bool(found.lost) == bool(found.forgotten or found.unknown or found.unanswered or found.missing)
