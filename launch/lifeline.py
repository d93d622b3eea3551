"""Ends this process when the process it works for has ended in any way."""

import os
import select
import signal
import threading


def end_with(pid: int) -> None:
    """Send this process SIGTERM once process `pid` has ended, at once if it has already.

    A launcher that is killed cannot stop what it started. Without pidfd (Linux before 5.3) nothing is watched.
    """
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        os.kill(os.getpid(), signal.SIGTERM)
        return
    except OSError:
        return
    threading.Thread(target=_wait, args=(watched,), name="lifeline", daemon=True).start()


def _wait(watched: int) -> None:
    end = select.poll()
    end.register(watched, select.POLLIN)
    end.poll()
    os.kill(os.getpid(), signal.SIGTERM)
