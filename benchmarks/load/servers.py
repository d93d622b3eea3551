"""Starts a server and its action server, each as a process, with a change inside the server's."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load.processes import program
from launch.ports import free_port
from tests.running import ROOT, wait_until_it_answers


@contextmanager
def serving(folder: Path, change: str = "", more: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve with data under `folder`; `change` is Python that the server's process runs first, `more` are variables.

    Yields the address.
    """
    port, action_port = free_port(), free_port()
    environment = {
        **os.environ,
        **(more or {}),
        "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
        "ACTION_ENDPOINT_URL": f"http://127.0.0.1:{action_port}/webhook",
    }
    main = f"{change}\nimport sys\nfrom launch.__main__ import main\nsys.exit(main())"
    actions = [sys.executable, "-m", "launch", "actions", "--port", str(action_port)]
    server = [sys.executable, "-c", main, "server", "--port", str(port), "--action-port", str(action_port)]
    with program(actions, ROOT, environment) as acting, program(server, ROOT, environment) as serving_now:
        wait_until_it_answers(f"http://127.0.0.1:{action_port}/health", acting)
        wait_until_it_answers(f"http://127.0.0.1:{port}/readyz", serving_now)
        yield f"http://127.0.0.1:{port}"
