"""Where and when a person can be reached: actions/handoff.yml, which the actions and the channels both read."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from zh.personal import personal_in

FACTS_FILE = Path(__file__).resolve().parent.parent / "actions/handoff.yml"


@lru_cache(maxsize=1)
def facts() -> Mapping[str, Any]:
    """Return the hotline's number and the hours; empty until the owner fills them in."""
    found: Mapping[str, Any] = yaml.safe_load(FACTS_FILE.read_text(encoding="utf-8"))
    return found


def pause_until(known: Mapping[str, Any], now: datetime) -> str | None:
    """Return until when the assistant is silent after a message of either side (ISO 8601, UTC); None: it is not."""
    minutes = float(known.get("pause_minutes") or 0)
    until = now.astimezone(timezone.utc) + timedelta(minutes=minutes)
    return until.isoformat(timespec="seconds") if minutes > 0 else None


def contact(known: Mapping[str, Any]) -> dict[str, str]:
    """Return `hotline`, empty where there is none, and `hours` in words, as users are told."""
    return {"hotline": str(known.get("hotline") or ""), "hours": str(known.get("hours") or "工作时间")}


def published() -> frozenset[str]:
    """Return the hotline's number as zh.personal.mask takes it: it is nobody's secret. Empty where it is unknown."""
    try:
        return personal_in(contact(facts())["hotline"])
    except (OSError, ValueError, AttributeError, yaml.YAMLError):
        return frozenset()
