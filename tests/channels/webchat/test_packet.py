"""What a packet from a user asks for."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.webchat.packet import PageTurn, TooLong, read_packet

INTENTS = frozenset({"ask", "greet"})

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["message", "metadata", "id", "title"]), inner),
)


def read(packet: Any) -> PageTurn | TooLong | None:
    return read_packet(packet, "metadata", INTENTS)


def test_text() -> None:
    assert read({"message": " 怎么注册 "}) == PageTurn("怎么注册", "怎么注册")


def test_a_click_is_shown_by_its_title() -> None:
    packet = {"message": '/ask{"faq_id": "a"}', "metadata": {"title": "怎么注册", "other": 1}}
    assert read(packet) == PageTurn('/ask{"faq_id": "a"}', "怎么注册", metadata={"title": "怎么注册"})


def test_metadata_may_be_json_text() -> None:
    assert read({"message": "/greet", "metadata": '{"title": "您好"}'}) == PageTurn(
        "/greet", "您好", None, {"title": "您好"}
    )


def test_a_payload_without_a_title_is_not_shown() -> None:
    assert read({"message": "/greet"}) == PageTurn("/greet", None)


def test_a_typed_text_has_no_other_title() -> None:
    assert read({"message": "我说的", "metadata": {"title": "别的"}}) == PageTurn("我说的", "我说的")


@pytest.mark.parametrize(("given_id", "kept"), [("a1_-" * 4, True), ("a" * 65, False), ("<script>", False), (5, False)])
def test_a_message_id_has_a_shape(given_id: object, kept: bool) -> None:
    turn = read({"message": "您好", "id": given_id})
    assert isinstance(turn, PageTurn)
    assert turn.message_id == (given_id if kept else None)


def test_a_long_text_is_not_read() -> None:
    assert read({"message": "长" * 501}) == TooLong()
    assert read({"message": "长" * 500 + " " * 500}) == PageTurn("长" * 500, "长" * 500)


@given(JSON)
def test_no_packet_raises(packet: Any) -> None:
    turn = read(packet)
    assert turn is None or isinstance(turn, PageTurn | TooLong)
