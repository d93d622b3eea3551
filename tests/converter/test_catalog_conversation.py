"""The parts of catalog.yml that say how an answer depends on the conversation."""

import pytest

from converter import SourceError, catalog_file
from converter.catalog import Context, Piece
from tests.converter.builders import CATALOG

ANSWERS = """\
answers:
- {id: registration_one, title: 甲, asks: role, related: [login_two]}
- {id: login_two, title: 乙, heeds: city}
"""
ROLES = """\
roles:
- answer: registration_one
  for: [personal]
  pieces: [{from: registration_one, text: 找管理员。}]
- answer: registration_one
  for: [unit, department, institution]
  pieces:
  - {from: registration_one, text: 找上级。, instead_of: 找管理员。, reason: 原文没有}
"""
CONTEXTS = """\
contexts:
- id: who
  asks: 哪一项？
  questions: [谁审核]
  choices: {registration_one: [registration], login_two: [login]}
"""


def with_parts(*parts: str) -> str:
    return CATALOG.replace("answers: []\n", "") + "".join((*parts, ANSWERS))


def test_roles_contexts_and_needs_are_read() -> None:
    catalog = catalog_file.load(with_parts(ROLES, CONTEXTS))
    one, two = catalog.records
    assert (one.asks, one.related, two.heeds) == ("role", ("login_two",), "city")
    personal, others = catalog.compositions
    assert (personal.answer, personal.roles, personal.text) == ("registration_one", ("personal",), "找管理员。")
    assert others.pieces == (Piece("registration_one", "找上级。", "找管理员。", "原文没有"),)
    assert catalog.contexts == (
        Context("who", "哪一项？", ("谁审核",), {"registration_one": ("registration",), "login_two": ("login",)}),
    )


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (ROLES.replace("pieces: [{from: registration_one, text: 找管理员。}]", "pieces: []"), "pieces"),
        (ROLES.replace("text: 找管理员。}]", "text: 找管理员。, colour: red}]"), "colour"),
        (ROLES.replace(", reason: 原文没有", ""), "reason"),
        (CONTEXTS.replace(", login_two: [login]", ""), "choices"),
        (CONTEXTS.replace("  asks: 哪一项？\n", ""), "asks"),
    ],
)
def test_what_is_written_wrongly_is_said(part: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        catalog_file.load(with_parts(part))


def test_an_answer_asks_for_a_role_or_a_city_only() -> None:
    with pytest.raises(SourceError, match="asks"):
        catalog_file.load(with_parts().replace("asks: role", "asks: age"))
