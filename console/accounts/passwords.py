"""Passwords: hashes and verifies passwords with Argon2. objection() checks the rules for new ones."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from console.accounts.weak_passwords import is_weak_password
from settings.strength import VARIETY, is_simple

SHORTEST, LONGEST = 10, 128

GUESSED = "这个密码太容易猜到：不要用常见的词、日期、连续或重复的字符、键盘上相邻的键，也不要有登录名。"

AT_ONCE = 2
"""Hashes computed at once. Each takes 64 MB and a core, and attackers must not use up memory or threads."""


class Passwords:
    """`hasher`: tests pass one with lower costs."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._threads = ThreadPoolExecutor(AT_ONCE, "passwords")
        self._nobodys = ""

    async def hashed(self, password: str) -> str:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._hasher.hash, password)

    async def fits(self, password: str, hashed: str | None) -> bool:
        """Return whether the password is right. `hashed`: None for an unknown name; that takes equally long."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._verify, password, hashed)

    def _verify(self, password: str, hashed: str | None) -> bool:
        if hashed is None and not self._nobodys:
            self._nobodys = self._hasher.hash("nobody's")
        try:
            return self._hasher.verify(hashed or self._nobodys, password) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False


def objection(password: str, name: str) -> str | None:
    """Return in Chinese why a new password is refused, None if it is accepted."""
    if len(password) > LONGEST:
        return f"密码最长 {LONGEST} 个字符。"
    if is_simple(password, SHORTEST):
        return f"密码至少 {SHORTEST} 个字符，其中至少 {VARIETY} 种不同的。"
    return GUESSED if name.lower() in password.lower() or is_weak_password(password, (name,)) else None
