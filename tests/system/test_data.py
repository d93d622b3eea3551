"""Stock Rasa reads the project's data and finds nothing wrong with it."""

import os
import subprocess
import sys

from launch.environment import defaults
from tests.running import ROOT


def test_rasa_data_validate() -> None:
    command = [sys.executable, "-m", "rasa", "data", "validate", "--data", "data", "--domain", "domain.yml"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **defaults()}, capture_output=True, text=True, timeout=300, check=False
    )
    output = done.stdout + done.stderr
    assert done.returncode == 0, output
    assert "Validating intents" in output
    for complaint in (
        "is not listed in the domain",
        "Conflict",
        "There is no response",
        "Found duplicate",
    ):
        assert complaint not in output
