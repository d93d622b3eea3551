"""Reads or makes the file of the key that signs session ids and hides names, if the environment names no key."""

import os
import secrets
import tempfile
from pathlib import Path

from persistence.private import private_folder, tighten

KEY_FILE = Path("var/session.key")
_BYTES = 32


def key_in(file: Path = KEY_FILE) -> str:
    """Return the key in the file, which is made if need be; nobody else can read it."""
    if not file.exists():
        _create(file)
    tighten([file])
    return file.read_text(encoding="utf-8").strip()


def _create(file: Path) -> None:
    """Create the key file whole or not at all; when another process was first, its key stays."""
    private_folder(file.parent)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # has mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_hex(_BYTES) + "\n")
        os.link(temporary, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)
