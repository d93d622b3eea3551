"""OwnLock: a Redis lock that takes over a stale lock from an abandoned request of the same process."""

from typing import Any

from redis.asyncio.lock import Lock

TAKE_OVER = """
local there = redis.call('GET', KEYS[1])
if not there or string.sub(there, 1, #ARGV[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
"""


class OwnLock(Lock):
    """A Redis that hung carries out in the end what was asked of it and given up: locks that nobody holds then stand
    there until they run out. Tokens begin with the process's own name and a colon; its turns wait for each other before
    they come here, so that a lock of its own is never one that is held.
    """

    async def do_acquire(self, token: Any) -> bool:
        if await super().do_acquire(token):
            return True
        own = bytes(token).partition(b":")[0] + b":"
        return bool(await self.redis.eval(TAKE_OVER, 1, self.name, own, token, int(self.timeout * 1000)))
