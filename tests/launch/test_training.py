"""What becomes of a training by Rasa, with something simpler in Rasa's place."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from launch import programs
from launch.model import TrainingFailed
from launch.training import train


@pytest.fixture
def rasa(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., None]], None]:
    """Put a function in the place of Rasa's training."""
    monkeypatch.setattr(programs, "load_rasa", lambda: None)
    return lambda command: monkeypatch.setattr(programs, "train", command)


def test_the_model_is_what_rasa_writes(
    rasa: Callable[..., None], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def command(model: Path) -> None:
        print("a note of Rasa's")
        model.write_text(tempfile.gettempdir())

    rasa(command)
    train(tmp_path / "a.tar.gz")
    assert (tmp_path / "a.tar.gz").read_text() == str(tmp_path)
    out = capfd.readouterr().out
    assert out.splitlines() == ["正在训练模型……", "a note of Rasa's"]


@pytest.mark.parametrize("code", [0, 1])
def test_without_a_model_it_failed_and_says_what_rasa_said(
    rasa: Callable[..., None], tmp_path: Path, capfd: pytest.CaptureFixture[str], code: int
) -> None:
    def command(_: Path) -> None:
        print("InvalidRule: two rules disagree")
        sys.exit(code)

    rasa(command)
    with pytest.raises(TrainingFailed):
        train(tmp_path / "a.tar.gz")
    assert "InvalidRule: two rules disagree" in capfd.readouterr().out


def test_a_stopped_training_does_not_go_on(rasa: Callable[..., None], tmp_path: Path) -> None:
    def command(_: Path) -> None:
        (tmp_path / "pid").write_text(str(os.getpid()))
        os.kill(os.getppid(), signal.SIGALRM)
        time.sleep(60)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    rasa(command)
    previous = signal.signal(signal.SIGALRM, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            train(tmp_path / "a.tar.gz")
    finally:
        signal.signal(signal.SIGALRM, previous)
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
