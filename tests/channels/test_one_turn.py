"""The apology for a turn that failed."""

import logging
from typing import Any

import pytest

from channels import one_turn
from channels.one_turn import WITHOUT_PROFILE, apology
from owner.live import using
from owner.profile import Profile
from tests.owner.builders import library


@pytest.mark.parametrize(
    ("staff", "there"),
    [
        ({}, ""),
        ({"hours": "周一至周五"}, ""),
        ({"hotline": "0531-1", "hours": "周一至周五"}, "，或拨打人工热线 0531-1（周一至周五）"),
        ({"hotline": "0531-1"}, "，或拨打人工热线 0531-1（工作时间）"),
    ],
)
def test_it_names_who_can_be_reached(staff: dict[str, Any], there: str) -> None:
    with using(library(staff=staff)):
        assert apology() == f"unavailable：{there}"


def test_a_changed_sentence_is_said_at_once() -> None:
    before = apology()
    made = library()
    with using(made.copy(update={"sentences": {**made.sentences, "unavailable": "请稍后{hotline}"}})):
        assert apology() == "请稍后" != before


def test_a_profile_that_cannot_be_read_takes_no_answer_away(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def profile() -> Profile:
        raise FileNotFoundError

    monkeypatch.setattr(one_turn, "profile", profile)
    with caplog.at_level(logging.ERROR):
        assert apology() == WITHOUT_PROFILE
    assert "FileNotFoundError" in caplog.text
