"""Which sessions of a conversation are over for longer than they may be kept."""

from hypothesis import given
from hypothesis import strategies as st

from persistence.privacy.age import EventTime, last_expired

NOW = 100.0


def session(first: int, *times: float) -> list[EventTime]:
    """A session as Rasa writes it, with a message at each time."""
    start = [
        EventTime(first, "action", "action_session_start", times[0]),
        EventTime(first + 1, "session_started", None, times[0]),
    ]
    return [*start, *(EventTime(first + 2 + number, "user", None, at) for number, at in enumerate(times))]


def test_nothing_of_an_empty_conversation() -> None:
    assert last_expired([], NOW) is None


def test_an_old_conversation_as_a_whole() -> None:
    assert last_expired(session(1, 10, 20), NOW) == 4


def test_a_living_session_stays_with_its_old_messages() -> None:
    assert last_expired(session(1, 10, 150), NOW) is None


def test_the_earlier_session_of_a_living_conversation_goes() -> None:
    assert last_expired([*session(1, 10, 20), *session(7, 30), *session(20, 150)], NOW) == 9


def test_a_session_after_a_living_one_stays_whatever_its_times() -> None:
    assert last_expired([*session(1, 150), *session(7, 20)], NOW) is None


def test_a_session_without_the_action_that_starts_it() -> None:
    old, young = session(1, 10)[1:], session(7, 150)[1:]
    assert last_expired([*old, *young], NOW) == 3


def test_what_happens_at_the_limit_stays() -> None:
    assert last_expired(session(1, NOW), NOW) is None


@given(st.lists(st.lists(st.floats(0, 200), min_size=1, max_size=3), max_size=6))
def test_never_a_session_with_something_young(sessions: list[list[float]]) -> None:
    stamps = [stamp for number, times in enumerate(sessions) for stamp in session(number * 10 + 1, *times)]
    last = last_expired(stamps, NOW) or 0
    gone = [stamp for stamp in stamps if stamp.number <= last]
    assert all(stamp.timestamp < NOW for stamp in gone)
    old = [number for number, times in enumerate(sessions) if max(times) < NOW]
    whole = next((number for number in range(len(sessions)) if number not in old), len(sessions))
    assert len({stamp.number // 10 for stamp in gone}) == whole
