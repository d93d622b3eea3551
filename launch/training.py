"""One training by Rasa, in a process of its own."""

import io
import multiprocessing
import os
import signal
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from launch import programs
from launch.lifeline import end_with
from launch.model import TrainingFailed


def train(model: Path) -> None:
    """Train the project in the working directory into the given file.

    A fork keeps what training loads and configures out of a server that starts afterwards, and yet shares with it the
    import of Rasa.
    """
    programs.load_rasa()
    print("正在训练模型……", flush=True)
    trainer = multiprocessing.get_context("fork").Process(target=_train, args=(model, os.getpid()))
    trainer.start()
    try:
        trainer.join()
    finally:
        trainer.kill()
        trainer.join()
    if trainer.exitcode != 0 or not model.exists():
        raise TrainingFailed


def _train(model: Path, parent: int) -> None:
    # Nothing to clear away here: all this process writes lies in the model's folder, which the parent removes.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    tempfile.tempdir = str(model.parent)
    end_with(parent)
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            programs.train(model)
    finally:
        print(said.getvalue(), end="", flush=True)
