"""The desk's process: who is shown the first administrator's link, and what happens when it can't be started."""

import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pexpect
import pytest

from launch import serving
from launch.desk_address import NOT_KNOWN, NOT_RUNNING, _file, address_of, record_address
from launch.ports import free_port
from launch.publish.store import write_json
from settings.console import Console
from settings.processes import Launcher
from tests.environment import read_from
from tests.running import ROOT, wait_until_it_answers

LINK = re.compile(r"http://127\.0\.0\.1:\d+/#/join/([\w-]{32})")


def environment(folder: Path, **more: str) -> dict[str, str]:
    database = f"sqlite:///{folder / 'desk.db'}"
    return {"DATABASE_URL": database, "SESSION_SECRET": "9c1f7ab24e60d83b5a7e12f4c86d09b3", **more}


@contextmanager
def console(folder: Path, **more: str) -> Iterator[str]:
    """Run it with a log for its output; gives its address."""
    port = free_port()
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "launch", "console", "--port", str(port)],
            cwd=ROOT, env={**os.environ, **environment(folder, **more)},
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def asked_for_a_link(folder: Path, **more: str) -> tuple[str, str]:
    """Return what `make admin-link` says in a shell of its own: the link, and what is said beside it."""
    # CONSOLE_PORT of the desk that runs is set in another shell.
    own = {name: value for name, value in os.environ.items() if not name.startswith("CONSOLE_")}
    done = subprocess.run(
        [sys.executable, "-m", "launch", "admin-link", "--folder", str(folder / "cluster")],
        cwd=ROOT, env={**own, **environment(folder), **more}, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return done.stdout.strip(), done.stderr


def link(folder: Path) -> str:
    output, _ = asked_for_a_link(folder)
    match = LINK.fullmatch(output)
    assert match, output
    return match[1]


def test_a_terminal_is_shown_the_link(tmp_path: Path) -> None:
    port = free_port()
    it = pexpect.spawn(
        sys.executable, ["-m", "launch", "console", "--port", str(port)],
        cwd=str(ROOT), env={**os.environ, **environment(tmp_path)}, encoding="utf-8", timeout=60,
        dimensions=(40, 400),
    )  # fmt: skip
    try:
        it.expect(LINK)
        token = it.match.group(1)
        it.expect(pexpect.TIMEOUT, timeout=1)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/invitations/{token}", timeout=20) as answer:
            assert json.load(answer) == {"role": "admin", "first": True}
    finally:
        it.close(force=True)


def test_a_log_never_holds_one(tmp_path: Path) -> None:
    with console(tmp_path, LOG_FORMAT="json") as address:
        token = link(tmp_path)
        with urllib.request.urlopen(f"{address}/api/invitations/{token}", timeout=20) as answer:
            assert answer.status == 200
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "make admin-link" in log
    assert token not in log
    assert not LINK.search(log)
    assert all(json.loads(line)["level"] == "info" for line in log.splitlines())


def test_a_link_names_the_address_at_which_the_desk_runs(tmp_path: Path) -> None:
    with console(tmp_path) as address:
        output, beside = asked_for_a_link(tmp_path)
        assert output.startswith(f"{address}/#/join/")
        assert "没有在运行" not in beside
        output, _ = asked_for_a_link(tmp_path, CONSOLE_PORT="5999")
        assert output.startswith(f"{address}/#/join/"), "what runs counts"
    output, beside = asked_for_a_link(tmp_path)
    assert output.startswith("http://127.0.0.1:5006/#/join/")
    assert NOT_KNOWN in beside
    output, beside = asked_for_a_link(tmp_path, CONSOLE_PORT="5999")
    assert output.startswith("http://127.0.0.1:5999/#/join/")
    assert NOT_RUNNING in beside


def test_a_desk_that_was_killed_is_no_address(tmp_path: Path) -> None:
    settings = read_from(Console, environment(tmp_path, CONSOLE_PORT="5998"))
    with record_address(settings, 5997):
        assert address_of(settings) == "http://127.0.0.1:5997"
        file = _file(settings)
        data = json.loads(file.read_text(encoding="utf-8"))
        assert file.stat().st_mode & 0o777 == 0o600
    assert not file.exists()
    write_json(file, {**data, "began": data["began"] - 1})
    assert address_of(settings) == "http://127.0.0.1:5998"
    file.write_text("{", encoding="utf-8")
    assert address_of(settings) == "http://127.0.0.1:5998"
    file.unlink()


def launcher(**more: str) -> Launcher:
    found: Mapping[str, str] = more
    return read_from(Launcher, found)


def test_a_desk_that_can_t_start_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    assert serving._has_desk(launcher(CONSOLE_PORT=str(port)))
    assert not serving._has_desk(launcher(CONSOLE="off"))
    assert capsys.readouterr().err == ""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not serving._has_desk(launcher(CONSOLE_PORT=str(taken.getsockname()[1])))
    assert "请用 CONSOLE_PORT 换一个" in capsys.readouterr().err
    monkeypatch.setenv("CONSOLE_URL", "ftp://x")
    assert not serving._has_desk(launcher(CONSOLE_PORT=str(port)))
    assert "CONSOLE_URL" in capsys.readouterr().err


def test_requests_that_are_none_fill_no_log(tmp_path: Path) -> None:
    with console(tmp_path) as url:
        for head in (b"x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"):
            for _ in range(5):
                with socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), timeout=20) as connection:
                    connection.sendall(head)
                    assert connection.recv(4096).startswith(b"HTTP/1.1 4")
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert [log.count(line) for line in ("Invalid HTTP request", "Unsupported upgrade request")] == [1, 1]
