"""The desk's process, forked from one that has imported its modules: each of a hundred tests starts one, and importing
takes most of a start. It begins with what `python -m launch console` does (tests/launch/test_console.py).
"""

import multiprocessing
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.running import ROOT

SECONDS_TO_STOP = 30
_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["console.server", "launch.__main__", "launch.desk_address", __name__])


@contextmanager
def desk_process(environment: Mapping[str, str], log: Path) -> Iterator[BaseProcess]:
    """Run it with these variables alone; stops it by its process id."""
    process = _forks.Process(target=_serve, args=(dict(environment), str(log)))
    process.start()
    try:
        yield process
    finally:
        process.terminate()
        process.join(SECONDS_TO_STOP)
        stopped = process.exitcode is not None
        process.kill()
        process.join()
        assert stopped, "the desk did not stop"


def _serve(environment: Mapping[str, str], log: str) -> None:
    from launch.__main__ import main

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(ROOT)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(said, stream.fileno())
    sys.exit(main(["console"]))
