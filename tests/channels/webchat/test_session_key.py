"""Where the key of the session ids comes from."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException

from channels.webchat.session_key import session_key

SECRET = "9c1f7ab24e60d83b5a7e12f4c86d09b3"


def test_the_variable_comes_first(tmp_path: Path) -> None:
    file = tmp_path / "session.key"
    assert session_key(SECRET, "KEY", file) == SECRET.encode()
    assert not file.exists()


def test_else_a_file_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "var" / "session.key"
    key = session_key("", "KEY", file)
    assert len(key) >= 32
    assert session_key("", "KEY", file) == key
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert list(file.parent.iterdir()) == [file]


def test_a_key_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "session.key"
    file.write_text(SECRET, encoding="utf-8")
    file.chmod(0o644)
    assert session_key("", "KEY", file) == SECRET.encode()
    assert file.stat().st_mode & 0o777 == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: session_key("", "KEY", tmp_path / "session.key"), range(8)))
    assert len(keys) == 1


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "session.key"
    file.write_text("short", encoding="utf-8")
    with pytest.raises(RasaException, match=r"环境变量 KEY .*32"):
        session_key("short", "KEY", file)
    with pytest.raises(RasaException, match=r"session\.key"):
        session_key("", "KEY", file)
