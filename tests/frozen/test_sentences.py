"""Who adds a sentence and forgets the tests' own profile is told so once, with the command, in place of 40 failures."""

import pytest

from owner.sentences import needed_sentences
from tests import conftest
from tests.frozen.project import CONTENT
from tests.frozen.sentences import FILE, complaint, frozen_complaint

TEXT = (CONTENT / "profile.yml").read_text(encoding="utf-8")
COMMAND = ".venv/bin/python -m tests.frozen.project"


def test_the_frozen_profile_has_every_sentence() -> None:
    assert frozen_complaint() == ""


@pytest.mark.parametrize(
    ("old", "new", "about"),
    [
        ("  hold: ", "  held: ", "it lacks the sentence “hold”"),
        ("  hold: ", "  nonesuch: 为您服务。\n  hold: ", "it has “nonesuch”, which is no sentence"),
        ("  hold: ", "  hold: '{waiting}' #", "“hold” has {waiting}, which nothing fills in"),
    ],
)
def test_what_does_not_fit_is_named_with_the_file_and_the_command(old: str, new: str, about: str) -> None:
    assert "hold" in needed_sentences(roles=False, places=False)
    assert TEXT.count(old) == 1
    lines = complaint(TEXT.replace(old, new)).splitlines()
    assert FILE in lines[0]
    assert f"  {about}" in lines
    assert lines[-1].endswith(COMMAND)


def test_no_test_begins_before_it_is_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    conftest.pytest_sessionstart()
    monkeypatch.setattr(conftest, "frozen_complaint", lambda: "it lacks a sentence")
    with pytest.raises(pytest.UsageError, match="it lacks a sentence"):
        conftest.pytest_sessionstart()
