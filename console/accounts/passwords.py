"""Passwords: Argon2 hashes, and what a password must be at least."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from console.accounts.guessing import is_guessed
from settings.strength import VARIETY, is_weak

SHORTEST, LONGEST = 10, 128

GUESSED = "这个密码太容易猜到：不要用常见的词、日期、连续或重复的字符、键盘上相邻的键，也不要有登录名。"

AT_ONCE = 2
"""Each takes 64 MB and a core for a moment: who guesses must not take the machine, nor the threads of all others."""


class Passwords:
    """`hasher`: with other costs in tests."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, "passwords")
        self._nobodys = ""

    async def hashed(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def fits(self, password: str, hashed: str | None) -> bool:
        """Say whether it is the password; `hashed` None, for a name that nobody has, takes as long."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._verify, password, hashed)

    def _verify(self, password: str, hashed: str | None) -> bool:
        if hashed is None and not self._nobodys:
            self._nobodys = self._hasher.hash("nobody's")
        try:
            return self._hasher.verify(hashed or self._nobodys, password) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False


def objection(password: str, name: str) -> str | None:
    """Return in Chinese what is wrong with a new password, None for nothing."""
    if len(password) > LONGEST:
        return f"密码最长 {LONGEST} 个字符。"
    if is_weak(password, SHORTEST):
        return f"密码至少 {SHORTEST} 个字符，其中至少 {VARIETY} 种不同的。"
    return GUESSED if name.lower() in password.lower() or is_guessed(password, (name,)) else None
