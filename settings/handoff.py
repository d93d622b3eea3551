"""Reads from the profile when and how a person can be reached; used by the actions and the channels."""

from datetime import datetime, timedelta, timezone

from owner.cached import made_of
from owner.live import profile
from owner.profile import StaffProfile
from zh.personal import personal_in

OWN_STAFF = "own_staff"
"""Metadata of a message whose channel passes 转人工 on to people of its own, of whom nothing is known here."""

WORKING_HOURS = "工作时间"
"""The words for unknown hours, as shown to users."""


def staff() -> StaffProfile:
    """Return the hotline's number and the hours; empty until the owner fills them in."""
    return profile().staff


def pause_until(current: StaffProfile, now: datetime) -> str | None:
    """Return until when the assistant is silent after a message of either side (ISO 8601, UTC); None: it is not."""
    minutes = current.pause_minutes
    until = now.astimezone(timezone.utc) + timedelta(minutes=minutes)
    return until.isoformat(timespec="seconds") if minutes > 0 else None


def contact(current: StaffProfile) -> dict[str, str]:
    """Return `hotline`, empty if there is none, and `hours` in words, both as shown to users."""
    return {"hotline": current.hotline, "hours": current.hours or WORKING_HOURS}


def call_line(current: StaffProfile) -> str:
    """Return how to call the hotline, to stand behind another way; empty where there is none."""
    return f"，或拨打人工热线 {current.hotline}" if current.hotline else ""


def published() -> frozenset[str]:
    """Return the hotline's number as zh.personal.mask takes it: it is nobody's secret. Empty where it is unknown."""
    try:
        return _published()
    except OSError:
        return frozenset()


@made_of(lambda current: current.staff.hotline)
def _published(hotline: str) -> frozenset[str]:
    return personal_in(hotline)
