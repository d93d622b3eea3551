"""Both models are asked in two processes, in batches and in time."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from launch.publish.preview import two_processes
from launch.publish.preview.asking import ANSWER, ModelReply
from launch.publish.preview.two_processes import ALIKE, TOGETHER, _by_length, ask
from tests.launch.publish.preview.models import Model

TEXTS = [f"第{number}句" for number in range(4 * TOGETHER + 3)]
FOR_LONG = time.monotonic() + 3600


def models(folder: Path, broken: Sequence[str] = ("", "")) -> list[Model]:
    answers = {text: f"of-{text}" for text in TEXTS}
    return [Model(folder / f"{name}.json", answers, why) for name, why in zip(("old", "new"), broken, strict=True)]


def test_each_message_is_asked_once_in_one_of_both_processes(tmp_path: Path) -> None:
    asked = models(tmp_path)
    ask(asked, TEXTS, FOR_LONG)
    for model in asked:
        assert model.lacks(TEXTS) == []
        assert model.reply(TEXTS[1]) == ModelReply(ANSWER, (f"of-{TEXTS[1]}",))
        # The other half was asked in the other process, whose list is its own.
        assert model.asked == TEXTS[::2]
    again = models(tmp_path)
    ask(again, TEXTS, FOR_LONG)
    assert [model.asked for model in again] == [[], []]


def test_only_what_a_model_was_not_asked_is_asked(tmp_path: Path) -> None:
    old, new = models(tmp_path)
    old.ask(TEXTS)
    old.asked.clear()
    ask([old, new], TEXTS, FOR_LONG)
    assert (old.asked, new.asked) == ([], TEXTS[::2])
    assert new.lacks(TEXTS) == []


def test_a_serving_model_that_can_not_be_loaded_is_left_out_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = models(tmp_path, ("damaged", ""))
    ask([old, new], TEXTS, FOR_LONG)
    assert (old.lacks(TEXTS), new.lacks(TEXTS)) == (TEXTS, [])
    assert "正在服务的模型问不了（ValueError）" in capsys.readouterr().err
    with pytest.raises(ValueError, match="damaged"):
        ask(models(tmp_path / "x", ("", "damaged")), TEXTS, FOR_LONG)


def test_no_batch_begins_when_the_time_is_over(tmp_path: Path) -> None:
    asked = models(tmp_path)
    now = iter([0.0, 0.0])
    # Each process has a clock of its own, copied: two batches, then the time is over.
    ask(asked, TEXTS, 1.0, lambda: next(now, 2.0))
    assert len(asked[0].asked) == 2 * TOGETHER
    assert len(asked[0].lacks(TEXTS)) == len(TEXTS) - 4 * TOGETHER
    # What was asked is remembered all the same.
    assert len(models(tmp_path)[0].lacks(TEXTS)) == len(TEXTS) - 4 * TOGETHER


def test_messages_of_like_length_are_asked_together_but_none_much_later() -> None:
    texts = ["长" * (number % 7 + 1) for number in range(ALIKE + 3)]
    ordered = _by_length(texts)
    assert [len(text) for text in ordered[:ALIKE]] == sorted(len(text) for text in texts[:ALIKE])
    assert sorted(ordered[ALIKE:]) == sorted(texts[ALIKE:])


class DiesElsewhere(Model):
    """Ends the process that asks it, unless that is the first one."""

    here = os.getpid()

    def _parse(self, texts: Sequence[str]) -> Iterable[Mapping[str, Any]]:
        if os.getpid() != self.here:
            os._exit(9)
        return super()._parse(texts)


def test_a_half_whose_process_died_is_not_compared_and_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(two_processes, "LATER", 0.0)
    model = DiesElsewhere(tmp_path / "m.json", {})
    began = time.monotonic()
    ask([model], TEXTS, began + 60)
    assert time.monotonic() - began < 30
    assert model.lacks(TEXTS) == TEXTS[1::2]
