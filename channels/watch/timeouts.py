"""Seconds that the environment sets."""

import math
from collections.abc import Mapping


class TimeoutMisconfigured(ValueError):
    """A variable is no number of seconds."""


def timeout(environment: Mapping[str, str], name: str) -> float | None:
    """Return the seconds, None where the variable is not set; raises TimeoutMisconfigured."""
    given = environment.get(name, "").strip()
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    # Neither endless nor none at all: aiohttp takes 0 for no limit.
    if not (math.isfinite(seconds) and seconds > 0):
        raise TimeoutMisconfigured(f"{name} 应是大于 0 的秒数：{given}")
    return seconds
