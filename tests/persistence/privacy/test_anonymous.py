"""What remains of an event can be counted, and says nothing of anybody."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered

from persistence.privacy.anonymous import random_id, remains
from tests.persistence.privacy.sample import ANSWER, SECRET, exchange

AT = 1_790_000_000.0


def test_a_message_keeps_its_day_channel_and_intent() -> None:
    user = exchange(AT)[0]
    assert remains("user", AT, json.dumps(user.as_dict()), "x") == {
        "conversation": "x",
        "day": "2026-09-21",
        "who": "user",
        "channel": "socketio",
        "intent": "faq",
        "outcome": None,
        "faq_id": None,
    }


def test_an_answer_keeps_outcome_and_id() -> None:
    bot = exchange(AT)[2]
    row = remains("bot", AT, json.dumps(bot.as_dict()), "x")
    assert row is not None
    assert (row["outcome"], row["faq_id"]) == ("answer", "login_slider")


@pytest.mark.parametrize("event", [SlotSet("city", "济南", AT), ActionExecuted("action_listen", timestamp=AT)])
def test_nothing_remains_of_slots_and_actions(event: SlotSet | ActionExecuted) -> None:
    assert remains(event.type_name, AT, json.dumps(event.as_dict()), "x") is None


@pytest.mark.parametrize("typed", ["王小明", "13905311234", "a13905311234", "wang@example.com", "x" * 65, "", 7, None])
def test_a_value_that_is_no_name_of_ours_does_not_remain(typed: object) -> None:
    user = UserUttered(SECRET, {"name": typed}, timestamp=AT, input_channel=None).as_dict()
    bot = BotUttered(ANSWER, metadata={"outcome": typed, "faq_id": typed}, timestamp=AT).as_dict()
    for kind, event in (("user", user), ("bot", bot)):
        row = remains(kind, AT, json.dumps(event), "x")
        assert row == {
            "conversation": "x", "day": "2026-09-21", "who": kind,
            "channel": None, "intent": None, "outcome": None, "faq_id": None,
        }  # fmt: skip


JSON = st.recursive(
    st.none() | st.integers() | st.text(), lambda of: st.lists(of) | st.dictionaries(st.text(), of), max_leaves=8
)


@given(JSON, JSON, JSON)
def test_any_event_gives_a_row(metadata: object, parse_data: object, channel: object) -> None:
    event = {"metadata": metadata, "parse_data": parse_data, "input_channel": channel, "text": SECRET}
    row = remains("user", AT, json.dumps(event), "x")
    assert row is not None
    assert SECRET not in str(row)


def test_random_ids_differ() -> None:
    assert len({random_id() for _ in range(100)}) == 100
