"""Each way in which roles, contexts and related answers may not fit the FAQ."""

from collections.abc import Sequence

import pytest

from converter import catalog_file, read
from converter.checks.conversation import inferred
from tests.converter.builders import CATALOG, faq
from tests.converter.real import conversion

FAQ = faq(("怎么注册、谁审核", "点注册，找管理员。"), ("怎么登录、登录谁审核", "点登录。"))
PARTS = """\
roles:
- answer: registration_how
  for: [personal]
  pieces: [{from: registration_how, text: 找管理员。}]
- answer: registration_how
  for: [unit, department, institution]
  pieces: [{from: registration_how, text: 找上级。, instead_of: 找管理员。, reason: 原文没有}]
shared_questions:
- {question: 谁审核, ids: [registration_how, login_how], answered_by: login_how, reason: r}
contexts:
- {id: who, asks: 哪一项？, questions: [谁审核], choices: {registration_how: [registration], login_how: [login]}}
answers:
- {id: registration_how, title: 注册, anchors: [怎么注册、谁审核], asks: role, related: [login_how]}
- {id: login_how, title: 登录, anchors: [怎么登录、登录谁审核]}
"""


ROLES = ("personal", "unit", "department", "institution")


def kinds(parts: str) -> Sequence[str]:
    catalog = CATALOG.replace("answers: []\n", "") + parts
    wanted = {"role-missing", "role-piece", "context", "related", "page", "shared-question"}
    return sorted(f.kind for f in read(FAQ.encode(), catalog, roles=ROLES).verdict.open if f.kind in wanted)


def test_what_fits_is_not_named() -> None:
    assert kinds(PARTS) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("for: [unit, department, institution]", "for: [unit, department]", "role-missing"),
        ("for: [unit, department, institution]", "for: [unit, department, institution, nobody]", "role-missing"),
        ("for: [unit, department, institution]", "for: [unit, department, institution, personal]", "role-missing"),
        (", asks: role", "", "role-missing"),
        ("text: 找管理员。}", "text: 找处长。}", "role-piece"),
        ("instead_of: 找管理员。", "instead_of: 找处长。", "role-piece"),
        ("login_how: [login]}}", "login_how: [registration]}}", "context"),
        ("login_how: [login]}}", "gone: [login]}}", "context"),
        ("login_how: [login]}}", "login_how: [weather]}}", "context"),
        ("questions: [谁审核]", "questions: [谁批准]", "context"),
        ("questions: [谁审核]", "questions: [谁审核, 谁审核？]", "context"),
        ("ids: [registration_how, login_how]", "ids: [gone, login_how]", "shared-question"),
        ("answered_by: login_how", "answered_by: gone", "shared-question"),
        ("- answer: registration_how\n  for: [personal]", "- answer: gone\n  for: [personal]", "role-missing"),
        ("from: registration_how, text: 找管理员", "from: gone, text: 找管理员", "role-piece"),
        ("related: [login_how]", "related: [gone]", "related"),
        ("related: [login_how]", "related: [registration_how]", "related"),
        ("related: [login_how]", "related: [login_how, login_how]", "related"),
        ("related: [login_how]", "page: gone", "page"),
        ("related: [login_how]", "page: registration_how", "page"),
    ],
)
def test_what_does_not_fit_is_named(old: str, new: str, kind: str) -> None:
    assert old in PARTS
    assert set(kinds(PARTS.replace(old, new))) == {kind}


def test_the_sentences_that_are_ours_are_listed() -> None:
    catalog = catalog_file.load(CATALOG.replace("answers: []\n", "") + PARTS)
    assert [(c.answer, piece.text) for c, piece in inferred(catalog)] == [("registration_how", "找上级。")]


def test_one_sentence_of_the_shipped_answers_is_ours() -> None:
    result = inferred(conversion().catalog)
    assert {composition.answer for composition, _ in result} == {"registration_how", "registration_review"}
    assert {piece.text for _, piece in result} == {"需要上级审核部门审核通过。"}
    assert all(piece.reason for _, piece in result)
