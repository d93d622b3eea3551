"""What Rasa's shell shows and sends; the whole of it is talked to in tests/system/test_shell.py."""

import asyncio
from typing import Any

import pytest
from rasa.core.channels import console

from launch.rasa_patches.numbered_choices import choices, type_choices

BUTTONS = [{"title": "专技个人", "payload": "/inform"}, {"title": "用人单位", "payload": "/inform"}]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed next, the last one first; the console is as it was afterwards."""
    lines: list[str] = []

    async def ask(previous: Any) -> str:
        if previous is not None:
            console._print_bot_output(previous, is_latest_message=True)
        return lines.pop()

    monkeypatch.setattr(console, "_get_user_input", ask)
    monkeypatch.setattr(console, "_print_bot_output", console._print_bot_output)
    type_choices()
    return lines


def test_choices_of_the_last_message_have_numbers_and_no_payloads() -> None:
    assert choices(BUTTONS, numbered=True) == ["  1. 专技个人", "  2. 用人单位"]
    assert choices(BUTTONS, numbered=False) == ["  · 专技个人", "  · 用人单位"]


def test_the_text_comes_first_and_an_empty_line_is_asked_again(
    typed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    typed += ["2", "", ""]
    assert asyncio.run(console._get_user_input({"text": "哪种用户？", "buttons": BUTTONS, "image": "a.png"})) == "2"
    shown = capsys.readouterr().out
    at = [shown.index(piece) for piece in ("哪种用户？", "1. 专技个人", "2. 用人单位", "Image: a.png")]
    assert at == sorted(at)
    assert shown.count("哪种用户？") == 1
