"""Caches a value computed from a part of the profile until that part changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from owner.live import profile
from owner.profile import Profile

Part = TypeVar("Part")
Value = TypeVar("Value")


@dataclass(frozen=True)
class _CachedValue(Generic[Part, Value]):
    profile: Profile
    part: Part
    value: Value


class MadeOf(Generic[Part, Value]):
    """Returns the value that `make` computes from `part` of the served profile. Raises OSError if none is served."""

    def __init__(self, part: Callable[[Profile], Part], make: Callable[[Part], Value]) -> None:
        self._part = part
        self._make = make
        self._cached: _CachedValue[Part, Value] | None = None

    def __call__(self) -> Value:
        now, cached = profile(), self._cached
        if cached is None or cached.profile is not now:
            cached = self._again(now, cached)
        return cached.value

    def _again(self, now: Profile, before: _CachedValue[Part, Value] | None) -> _CachedValue[Part, Value]:
        part = self._part(now)
        value = before.value if before and before.part == part else self._make(part)
        self._cached = cached = _CachedValue(now, part, value)
        return cached


def made_of(part: Callable[[Profile], Part]) -> Callable[[Callable[[Part], Value]], MadeOf[Part, Value]]:
    """Decorate a function of `part` of the profile; it is then cached and called without arguments."""
    return lambda make: MadeOf(part, make)
