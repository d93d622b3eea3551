"""The apology for a turn that failed."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from channels import one_turn
from channels.one_turn import apology


@pytest.mark.parametrize(
    ("known", "there"),
    [
        ({}, "请联系平台右侧在线客服。"),
        ({"hotline": "", "hours": ""}, "请联系平台右侧在线客服。"),
        ({"hotline": "0531-1", "hours": "周一至周五"}, "平台右侧在线客服，或拨打人工热线 0531-1（周一至周五）。"),
        ({"hotline": "0531-1"}, "平台右侧在线客服，或拨打人工热线 0531-1（工作时间）。"),
    ],
)
def test_it_names_who_can_be_reached_and_never_what_fails_as_well(
    known: Mapping[str, Any], there: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_turn, "facts", lambda: known)
    assert apology().endswith(there)
    assert "转人工" not in apology()


@pytest.mark.parametrize("error", [OSError(), yaml.YAMLError(), UnicodeDecodeError("utf-8", b"", 0, 1, "")])
def test_a_file_that_cannot_be_read_takes_no_answer_away(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def facts() -> Mapping[str, Any]:
        raise error

    monkeypatch.setattr(one_turn, "facts", facts)
    assert apology().endswith("请联系平台右侧在线客服。")


@pytest.mark.parametrize("content", [None, "a text", ["a list"]])
def test_nor_does_one_that_holds_something_else(content: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_turn, "facts", lambda: content)
    assert apology().endswith("请联系平台右侧在线客服。")
