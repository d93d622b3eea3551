"""Trains one model with Rasa in a child process."""

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

    The child is a fork: it shares the import of Rasa, and leaves nothing of the training in this process.
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
    # Nothing to clean up here: this process writes only into the model's folder, which the parent removes.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    tempfile.tempdir = str(model.parent)
    end_with(parent)
    output = io.StringIO()
    try:
        with redirect_stdout(output):
            programs.train(model)
    except Exception as error:
        if not is_full(error):
            raise
        sys.exit(NO_ROOM)
    finally:
        print(output.getvalue(), end="", flush=True)
