"""One training by Rasa, in a process of its own."""

import errno
import io
import multiprocessing
import os
import signal
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

from launch import programs
from launch.lifeline import end_with
from launch.model import TrainingFailed
from persistence.full_disk import is_full

NO_ROOM = 28
"""The exit code of a training that found the disk full."""


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
    if trainer.exitcode == NO_ROOM:
        raise OSError(errno.ENOSPC, "no room for a model", str(model))
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
    except Exception as error:
        if not is_full(error):
            raise
        sys.exit(NO_ROOM)
    finally:
        print(said.getvalue(), end="", flush=True)
