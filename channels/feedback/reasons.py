"""Reads the reasons that a user may give from reasons.yml."""

from pathlib import Path

import yaml

FILE = Path(__file__).with_name("reasons.yml")


def feedback_reasons(file: Path = FILE) -> list[str]:
    """Return the reasons in the order they are offered; raises ValueError when the file does not list texts."""
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    reasons = data.get("reasons") if isinstance(data, dict) else None
    if not isinstance(reasons, list) or not all(isinstance(reason, str) and reason for reason in reasons):
        raise ValueError(f"{file.name} must list the reasons as texts")
    return reasons
