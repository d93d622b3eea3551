"""What the facts about the hotline mean beside their words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from owner import live
from owner.live import profile, using
from owner.profile import StaffProfile
from settings import handoff
from zh.personal import mask


@contextmanager
def hotline(number: str) -> Iterator[None]:
    with using(profile().copy(update={"staff": StaffProfile(hotline=number)})):
        yield


@pytest.mark.parametrize("text", ["打0531-88886666没人接", "打0531 88886666没人接", "打053188886666没人接"])
def test_the_hotline_is_nobody_s_secret(text: str) -> None:
    with hotline("0531-88886666"):
        assert mask(text, handoff.published()) == text
    assert mask(text) != text


def test_without_a_hotline_nothing_is_public() -> None:
    with hotline(""):
        assert handoff.published() == frozenset()


def test_a_file_that_cannot_be_read_makes_nothing_public(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise FileNotFoundError("profile.json")

    monkeypatch.setattr(handoff, "profile", missing)
    assert handoff.published() == frozenset()
    assert live.profile()
