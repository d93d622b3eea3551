"""What a process takes in before it does anything."""

import subprocess
import sys

from tests.running import ROOT

CODE = "import sys, launch.programs; print(sorted({'numpy', 'rasa', 'scipy', 'sklearn', 'sanic'} & set(sys.modules)))"


def test_the_action_server_takes_in_nothing_that_only_rasa_needs() -> None:
    command = [sys.executable, "-c", CODE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"
