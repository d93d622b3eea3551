"""Loads the key that signs session ids, from the environment or from a private file."""

from pathlib import Path

from rasa.shared.exceptions import RasaException

from persistence.key_file import key_in
from settings.common import SHORTEST_KEY
from settings.strength import is_weak, random_example, strength_needed


def session_key(key: str, variable: str, file: Path) -> bytes:
    """Return the key of the environment variable, else that of the file, which is created if needed.

    Conversations survive a restart as long as the key stays the same.
    """
    if key:
        return _long_enough(key, f"环境变量 {variable}")
    return _long_enough(key_in(file), f"密钥文件 {file}")


def _long_enough(value: str, where: str) -> bytes:
    if is_weak(value, SHORTEST_KEY):
        raise RasaException(f"{where} 的值不对，应为：{strength_needed(SHORTEST_KEY)}，例如：{random_example()}")
    return value.encode("utf-8")
