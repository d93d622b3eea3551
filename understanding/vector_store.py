"""Stores the vectors of encoded texts in a file, so that after an edit only new texts are encoded."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from understanding.encoder import Floats, SentenceEncoder

SPARE = 3
"""If the file has more than SPARE times the requested vectors, only the requested ones are kept."""

PRECISION = np.float16
"""Type of stored vectors; it changes cosines by less than a thousandth."""


def vectors(texts: Sequence[str], encoder: SentenceEncoder, file: Path) -> Floats:
    """Return the vectors of `texts`: from `file` where it has them; others are encoded and added to it.

    A file that can't be read or is of another encoder is ignored. If writing fails, they are encoded again next time.
    """
    keys = np.array([_key(text) for text in texts], dtype=np.uint64)
    stored = _read(file, encoder.name)
    missing = {key: text for key, text in zip(keys.tolist(), texts, strict=True) if key not in stored}
    if missing:
        # Encoding texts of similar length together is fastest.
        by_length = sorted(missing.items(), key=lambda item: len(item[1]))
        made = encoder.encode([text for _, text in by_length]).astype(PRECISION)
        stored.update((key, row) for (key, _), row in zip(by_length, made, strict=True))
        to_store = stored if len(stored) <= SPARE * len(keys) else {key: stored[key] for key in keys.tolist()}
        _write(file, encoder.name, to_store)
    result: Floats = np.stack([stored[key] for key in keys.tolist()]).astype(np.float32)
    return result


def vectors_of_both(
    examples: Sequence[str], stated: Sequence[str], encoder: SentenceEncoder | None, file: Path
) -> tuple[Floats | None, Floats | None]:
    """Return the vectors of two lists of texts as `vectors` does; without an encoder none."""
    if encoder is None:
        return None, None
    # In one call, because the file may be reduced to the vectors of the last call.
    encoded = vectors([*examples, *stated], encoder, file)
    return encoded[: len(examples)], encoded[len(examples) :]


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _read(file: Path, name: str) -> dict[int, NDArray[np.float16]]:
    try:
        # Opened here, since numpy leaves files open that it can't read.
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as held:
            if str(held["encoder"]) != name:
                return {}
            return dict(zip(held["keys"].tolist(), held["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}


def _write(file: Path, name: str, stored: dict[int, NDArray[np.float16]]) -> None:
    """Replace the file atomically, since another training may be reading it."""
    keys = np.array(list(stored), dtype=np.uint64)
    # Built in memory first, since numpy prints an error of its own when the disk fills up.
    archive = io.BytesIO()
    np.savez(archive, encoder=np.array(name), keys=keys, vectors=np.stack(list(stored.values())))
    new = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(archive.getbuffer())
        os.replace(new, file)
    except OSError:
        with suppress(OSError):
            new.unlink()
