"""Checks the strength of a secret, whichever variable or file it comes from."""

VARIETY = 5
"""Different characters: of 16 random digits fewer than one in ten thousand have less, a key held down has one."""


def is_weak(secret: str, shortest: int) -> bool:
    """Return whether a secret could be guessed: it is shorter than `shortest`, or has too few different characters."""
    return len(secret) < shortest or len(set(secret)) < VARIETY


def strength_needed(shortest: int) -> str:
    """Return in Chinese what `is_weak` asks for."""
    return f"至少 {shortest} 个字符，其中至少 {VARIETY} 种不同的"


def random_example(size: int = 32) -> str:
    """Return in Chinese where a secret of `size` random bytes comes from."""
    return f"openssl rand -hex {size} 的输出"
