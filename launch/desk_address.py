"""Records the address of the running desk, so that a link made in another shell names it."""

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from console.services import installation_of
from launch.cluster.process import Process, own_process
from launch.environment import ROOT
from launch.publish.store import write_json
from persistence.private import FOLDER as PRIVATE
from settings.console import Console

FOLDER = ROOT / "var/console"
NOT_KNOWN = "人工接待台没有在运行，链接里的地址按默认端口写；启动后端口不同的，请换成它的地址。"
NOT_RUNNING = "人工接待台没有在运行，启动后再打开这个链接。"


@contextmanager
def record_address(settings: Console, port: int) -> Iterator[None]:
    """Record the address while this process serves it. A desk works without: then a link has the setting's address."""
    file, own = _file(settings), own_process()
    with suppress(OSError):
        file.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        write_json(file, {"url": installation_of(settings, port).url, "pid": own.pid, "began": own.began})
    try:
        yield
    finally:
        # Another one may have been started since.
        if _running(file)[1] == own:
            file.unlink(missing_ok=True)


def address_of(settings: Console) -> str:
    """Return the running desk's address, else the one that is set, or the default; says on the terminal if it does not
    run.
    """
    url, process = _running(_file(settings))
    if process and process.is_running:
        return url
    is_set = {"console_url", "console_port"} & settings.__fields_set__
    print(NOT_RUNNING if is_set else NOT_KNOWN, file=sys.stderr)
    return installation_of(settings, settings.console_port).url


def _running(file: Path) -> tuple[str, Process | None]:
    """Return what the file says."""
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
        return str(record["url"]), Process(int(record["pid"]), int(record["began"]))
    except (OSError, ValueError, KeyError, TypeError):
        return "", None


def _file(settings: Console) -> Path:
    """Each database has a desk of its own; its address may hold a password."""
    return FOLDER / f"{hashlib.sha256(settings.database.encode()).hexdigest()[:16]}.json"
