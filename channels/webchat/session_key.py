"""The key that signs session ids: from the environment, else from a file that nobody else can read."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rasa.shared.exceptions import RasaException

SHORTEST = 32


def session_key(environment: Mapping[str, str], variable: str, file: Path) -> bytes:
    """Return the key, creating the file when neither it nor the variable exists.

    Conversations survive a restart as long as the key stays the same.
    """
    value = environment.get(variable, "").strip()
    if value:
        return _long_enough(value, f"The environment variable {variable}")
    if not file.exists():
        _create(file)
    return _long_enough(file.read_text(encoding="utf-8").strip(), f"The key file {file}")


def _create(file: Path) -> None:
    """Create the key file whole or not at all; when another process was first, its key stays."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # has mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_hex(SHORTEST) + "\n")
        os.link(temporary, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)


def _long_enough(value: str, where: str) -> bytes:
    if len(value) < SHORTEST:
        raise RasaException(f"{where} must hold at least {SHORTEST} characters, for example `openssl rand -hex 32`.")
    return value.encode("utf-8")
