"""Stores the access token in the shared store, or in a file of this machine."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

from channels.wechat.store import WeChatStore, locked
from persistence.private import private_folder

LOCKED = 30.0
LIFE = 7200.0
"""Seconds: a refresh takes no longer, and a token is valid no longer."""

_KEY = "access-token"


class TokenKeeper(Protocol):
    """Keeps one text. `lock`: only one worker refreshes."""

    async def load(self) -> str | None: ...

    async def save(self, text: str) -> None: ...

    def lock(self) -> AbstractAsyncContextManager[None]: ...


class InStore:
    def __init__(self, store: WeChatStore) -> None:
        self._store = store

    async def load(self) -> str | None:
        return await self._store.get(_KEY)

    async def save(self, text: str) -> None:
        await self._store.put(_KEY, text, LIFE)

    def lock(self) -> AbstractAsyncContextManager[None]:
        return locked(self._store, _KEY, LOCKED)


class InFile:
    """Readable by its owner only; written whole or not at all."""

    def __init__(self, file: Path) -> None:
        self._file = file

    async def load(self) -> str | None:
        try:
            return self._file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return None

    async def save(self, text: str) -> None:
        new = self._file.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as stream:
            stream.write(text)
        new.replace(self._file)

    @asynccontextmanager
    async def lock(self) -> AsyncIterator[None]:
        private_folder(self._file.parent)
        handle = os.open(self._file.with_suffix(".lock"), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            # The lock ends with the handle, also that of a process that dies. Waiting for it must not stop the others.
            await asyncio.to_thread(fcntl.flock, handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
