import pytest

from understanding.payload import ask, from_response, in_response, inform, payload, read_payload


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/menu", ("menu", {})),
        ('/ask{"faq_id": "a_b"}', ("ask", {"faq_id": "a_b"})),
        ('/inform{"city": "济南", "n": 1}', ("inform", {"city": "济南", "n": 1})),
    ],
)
def test_payloads(text: str, expected: tuple[str, dict[str, object]]) -> None:
    assert read_payload(text) == expected


def test_a_value_that_is_no_text_counts_as_none() -> None:
    read = read_payload('/inform{"city": "济南", "n": 1}')
    assert read
    assert read.texts == {"city": "济南"}


@pytest.mark.parametrize(
    "text",
    ["", "menu", "／menu", "/菜单", "/ask{", '/ask{"a": }', "/ask[1]", "/a b", '/ask{\n"a": "b"}', "/" + "{" * 5000],
)
def test_anything_else_is_none(text: str) -> None:
    assert read_payload(text) is None


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (payload("menu"), "/menu"),
        (ask("a_b"), '/ask{"faq_id": "a_b"}'),
        (inform("a_b", city="济南"), '/inform{"city": "济南", "about": "a_b"}'),
    ],
)
def test_a_payload_is_read_as_it_was_made(made: str, written: str) -> None:
    assert made == written
    read = read_payload(made)
    assert read
    assert payload(read.intent, **read.texts) == made


def test_a_response_holds_a_payload_without_slots() -> None:
    assert in_response(ask("a")) == '/ask{{"faq_id": "a"}}'
    assert from_response(in_response(ask("a"))) == ask("a")
