"""Checks the strength of a secret, whichever variable or file it comes from."""

VARIETY = 5
"""Different characters: of 16 random digits fewer than one in ten thousand have less, a key held down has one."""

PIECE, PIECES = 3, 12
"""A key has 12 different pieces of three characters: of 16 random digits fewer than one in a thousand have less, and a
word that is repeated has no more than it has letters.
"""


def is_weak(secret: str, shortest: int) -> bool:
    """Return whether a key could be guessed: it is too simple, or something short that is repeated."""
    pieces = {secret[start : start + PIECE] for start in range(len(secret) - PIECE + 1)}
    return is_simple(secret, shortest) or len(pieces) < PIECES


def is_simple(secret: str, shortest: int) -> bool:
    """Return whether a secret is shorter than `shortest`, or has too few different characters."""
    return len(secret) < shortest or len(set(secret)) < VARIETY


def strength_needed(shortest: int) -> str:
    """Return in Chinese what `is_weak` asks for."""
    return f"至少 {shortest} 个字符，其中至少 {VARIETY} 种不同的，不能是一个词的重复"


def random_example(size: int = 32) -> str:
    """Return in Chinese where a secret of `size` random bytes comes from."""
    return f"openssl rand -hex {size} 的输出"
