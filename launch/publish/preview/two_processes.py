"""Asks both models the same messages: half of them in this process, half in another one, to use a second core.

Both models are in both processes. So a message is encoded once, and the memory of the models is shared.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

from launch.lifeline import end_with
from launch.one_thread import one_thread
from launch.publish.preview.asking import ModelReplies, Rows
from understanding.encoder import encoding_once, sentence_encoder

TOGETHER = 16
"""Number of messages asked at once: more are hardly faster, and the time is only looked at between them."""

ALIKE = 16 * TOGETHER
"""So many messages one after the other are ordered by length."""

LATER = 5.0
"""Seconds that the other process may take longer."""

Clock = Callable[[], float]


def ask(models: Sequence[ModelReplies], texts: Sequence[str], until: float, clock: Clock = time.monotonic) -> None:
    """Ask all models the texts, in order, and remember the replies; stop at `until`, by the clock.

    The first model is the one that serves: if it can't be loaded, only the others are asked. Raises Rasa's errors
    about the others.
    """
    missing = _by_length([text for text in texts if any(model.lacks([text]) for model in models)])
    if not missing:
        return
    with one_thread(), encoding_once():
        loaded = _load(models)
        if encoder := sentence_encoder():
            # Its weights are read here, and not in each of the processes.
            encoder.encode([""])
        try:
            _share_out(loaded, missing, until, clock)
        finally:
            for model in loaded:
                model.remember()


def _by_length(texts: Sequence[str]) -> list[str]:
    """Put messages of like length together, which are encoded faster; the order changes only within ALIKE."""
    parts = (texts[start : start + ALIKE] for start in range(0, len(texts), ALIKE))
    return [text for part in parts for text in sorted(part, key=len)]


def _load(models: Sequence[ModelReplies]) -> list[ModelReplies]:
    serving, *others = models
    for model in others:
        model.load()
    try:
        serving.load()
    except Exception as error:
        if not others:
            raise
        # Without its replies nothing is compared, which the caller checks.
        print(f"正在服务的模型问不了（{type(error).__name__}）。", file=sys.stderr)
        return others
    return [serving, *others]


def _share_out(models: Sequence[ModelReplies], texts: Sequence[str], until: float, clock: Clock) -> None:
    context = multiprocessing.get_context("fork")
    receives, sends = context.Pipe(duplex=False)
    arguments = (models, texts[1::2], until, clock, sends, os.getpid())
    other = context.Process(target=_ask_other_half, args=arguments)
    other.start()
    sends.close()
    try:
        for _ in _batches(models, texts[::2], until, clock):
            _take_up(models, receives, lambda: 0.0)
        _take_up(models, receives, lambda: max(0.0, until + LATER - clock()))
    finally:
        other.kill()
        other.join()
        receives.close()


def _batches(models: Sequence[ModelReplies], texts: Sequence[str], until: float, clock: Clock) -> Iterator[list[Rows]]:
    """Ask one batch after the other; yield the new replies of each model."""
    for start in range(0, len(texts), TOGETHER):
        if clock() > until:
            return
        yield [model.ask(texts[start : start + TOGETHER]) for model in models]


def _take_up(models: Sequence[ModelReplies], receives: Connection, seconds: Callable[[], float]) -> None:
    """Take up what the other process has sent, and what it sends as long as `seconds` are left."""
    # At the end of what it sends, it has ended.
    with suppress(EOFError):
        while receives.poll(seconds()):
            for model, rows in zip(models, receives.recv(), strict=True):
                model.learn(rows)


def _ask_other_half(
    models: Sequence[ModelReplies], texts: Sequence[str], until: float, clock: Clock, sends: Connection, parent: int
) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    end_with(parent)
    # What fails here fails in the parent as well, which says so.
    with suppress(Exception):
        for replies in _batches(models, texts, until, clock):
            sends.send(replies)
