"""What the facts about the hotline mean beside their words."""

from collections.abc import Mapping

import pytest

from settings import handoff
from zh.personal import mask


@pytest.mark.parametrize("text", ["打0531-88886666没人接", "打0531 88886666没人接", "打053188886666没人接"])
def test_the_hotline_is_nobody_s_secret(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handoff, "facts", lambda: {"hotline": "0531-88886666"})
    assert mask(text, handoff.published()) == text
    assert mask(text) != text


def test_without_a_hotline_nothing_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handoff, "facts", lambda: {"hotline": ""})
    assert handoff.published() == frozenset()


def test_a_file_that_cannot_be_read_makes_nothing_public(monkeypatch: pytest.MonkeyPatch) -> None:
    def facts() -> Mapping[str, object]:
        raise OSError

    monkeypatch.setattr(handoff, "facts", facts)
    assert handoff.published() == frozenset()
