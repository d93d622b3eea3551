import pytest

from components.context.payload import read_payload


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/menu", ("menu", {})),
        ('/ask{"faq_id": "a_b"}', ("ask", {"faq_id": "a_b"})),
        ('/inform{"city": "济南", "n": 1}', ("inform", {"city": "济南"})),
    ],
)
def test_payloads(text: str, expected: tuple[str, dict[str, str]]) -> None:
    assert read_payload(text) == expected


@pytest.mark.parametrize(
    "text", ["", "menu", "／menu", "/菜单", "/ask{", '/ask{"a": }', "/ask[1]", "/a b", "/" + "{" * 5000]
)
def test_anything_else_is_none(text: str) -> None:
    assert read_payload(text) is None
