"""Frames that no client of Socket.IO sends, and connections that can send them."""

import asyncio
import random
import string
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

DEEP = 20_000

ENGINE: Sequence[str | bytes] = (
    "", "x", "0", "2", "2prob", "2probe ", "5", "6", "7", "9", "-1", "b", "b*", "b====", "4", "4x", "４２[]", "\0",
    "e9", "4" + "[" * DEEP, '4{"a":' * 900, b"\x00", b"\xff\xfe", b"42[]", b"",
)  # fmt: skip
"""What is no frame of Engine.IO, or none that comes from a client."""

SOCKET: Sequence[str] = (
    "42", "42[]", "42{}", "42[1]", "42[null]", "42[[]]", "42[{}]", '42"user_uttered"', '42["user_uttered"', "42['a']",
    '42["nothing"]', '42["connect"]', '42["disconnect"]', "42[1e999]", "42[NaN", "42" + "9" * 200 + '["user_uttered"]',
    "42[" + "9" * 200 + "]", "42" + "[" * DEEP, '42["user_uttered",' + "[" * DEEP + "]" * DEEP + "]", "4" + "2" * 100,
    "43", "43[]", "431[]", "43{}", "44", '44"x"', "45", "451-", "459999-", "46", "461-[]", "461-1[]", "47", "49", "4-",
    '451-["user_uttered",{"_placeholder":true,"num":0}]', '451-["user_uttered",{"_placeholder":true,"num":-7}]', "4é",
    "40/none,", '42/none,["user_uttered"]', "41/none,", "40/,/,/,", "40{", '40"',
)  # fmt: skip
"""What Engine.IO passes on and is no packet of Socket.IO for a server like this one."""


def frames(seed: int, count: int) -> list[str | bytes]:
    """Return a random choice of all kinds, with many made by altering one of them."""
    chosen = random.Random(seed)
    kinds = [*ENGINE, *SOCKET]
    made: list[str | bytes] = []
    while len(made) < count:
        frame = chosen.choice(kinds)
        if isinstance(frame, str) and len(frame) < 100 and chosen.random() < 0.5:
            place = chosen.randrange(len(frame) + 1)
            frame = frame[:place] + chosen.choice(string.punctuation + string.digits) + frame[place:]
        # What closes the connection would end the test with its first packet.
        if frame not in ("1", "41") and not (isinstance(frame, str) and frame.startswith("1")):
            made.append(frame)
    return made


@dataclass
class Raw:
    """A connection that sends any frame. `closed`: whether the server has ended it."""

    send: Any
    closed: Any


@asynccontextmanager
async def over_websocket(url: str, session: bool) -> AsyncIterator[Raw]:
    """`session`: whether Socket.IO's own connection is made."""
    async with aiohttp.ClientSession() as http:
        socket = await http.ws_connect(f"{url}/socket.io/?EIO=4&transport=websocket")
        if session:
            await socket.send_str("40")
            # The opening of Engine.IO and of Socket.IO.
            await socket.receive()
            await socket.receive()

        async def send(frame: str | bytes) -> None:
            try:
                await (socket.send_bytes(frame) if isinstance(frame, bytes) else socket.send_str(frame))
            except ConnectionError:
                return

        async def closed(seconds: float = 5.0) -> bool:
            try:
                while (await socket.receive(seconds)).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                    continue
            except asyncio.TimeoutError:
                return False
            return True

        yield Raw(send, closed)
        await socket.close()


@asynccontextmanager
async def over_polling(url: str, session: bool) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as http:
        address = f"{url}/socket.io/?EIO=4&transport=polling"
        async with http.get(address) as opened:
            address += "&sid=" + (await opened.text()).split('"sid":"')[1].split('"')[0]

        async def send(frame: str | bytes) -> int:
            async with http.post(address, data=frame if isinstance(frame, bytes) else frame.encode()) as answer:
                return answer.status

        async def closed() -> bool:
            return await send("3") == 400

        if session:
            await send("40")
        yield Raw(send, closed)


TRANSPORTS = {"websocket": over_websocket, "polling": over_polling}
