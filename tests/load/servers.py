"""A server and its action server, each a process of its own, with something changed in the server's."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.running import ROOT, free_port, wait_until_it_answers


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
    actions = ["-m", "launch", "actions", "--port", str(action_port)]
    server = ["-c", main, "server", "--port", str(port), "--action-port", str(action_port)]
    started = [
        subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for arguments in (actions, server)
    ]  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{action_port}/health", started[0])
        wait_until_it_answers(f"http://127.0.0.1:{port}/readyz", started[1])
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            process.wait(timeout=60)
