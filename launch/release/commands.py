"""The command `gate`: examines one model."""

import sys
from pathlib import Path

from launch import programs
from launch.release.gate import examine, read_gate


def check(model: Path) -> int:
    """Examine a model, for building an image; returns the exit code."""
    # Rasa would say of each question what it makes of it.
    programs.load_rasa()
    programs.errors_only()
    wrong = examine(model, read_gate())
    for objection in wrong:
        print(objection, file=sys.stderr)
    return 1 if wrong else 0
