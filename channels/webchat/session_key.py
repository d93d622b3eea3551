"""The key that signs session ids: given, else from a file that nobody else can read."""

import os
import secrets
import tempfile
from pathlib import Path

from rasa.shared.exceptions import RasaException

from persistence.private import private_folder, tighten
from settings.processes import SHORTEST_KEY
from settings.strength import is_weak, needed, random_example


def session_key(given: str, variable: str, file: Path) -> bytes:
    """Return the key that the variable gives, else the file's, which is made if need be.

    Conversations survive a restart as long as the key stays the same.
    """
    if given:
        return _long_enough(given, f"环境变量 {variable}")
    if not file.exists():
        _create(file)
    tighten([file])
    return _long_enough(file.read_text(encoding="utf-8").strip(), f"密钥文件 {file}")


def _create(file: Path) -> None:
    """Create the key file whole or not at all; when another process was first, its key stays."""
    private_folder(file.parent)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")  # has mode 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(secrets.token_hex(SHORTEST_KEY) + "\n")
        os.link(temporary, file)
    except FileExistsError:
        pass
    finally:
        os.unlink(temporary)


def _long_enough(value: str, where: str) -> bytes:
    if is_weak(value, SHORTEST_KEY):
        raise RasaException(f"{where} 的值不对，应为：{needed(SHORTEST_KEY)}，例如：{random_example()}")
    return value.encode("utf-8")
