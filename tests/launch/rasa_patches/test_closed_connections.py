"""A client that has left: the log is silent, and nothing of what it sent stays."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.server.protocols.base_protocol import SanicProtocol

from launch.rasa_patches.closed_connections import forget_unread, keep_transports
from tests.channels.fake_rasa import running

pytestmark = pytest.mark.asyncio


class Stubborn(InputChannel):
    """Goes on when it is cancelled, as Engine.IO does, and answers somebody who is not there any more."""

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        self.protocols: list[Any] = []

    @classmethod
    def name(cls) -> str:
        return "stubborn"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[object]]) -> Blueprint:
        blueprint = Blueprint("stubborn")

        async def answer(request: Request) -> HTTPResponse:
            assert request.transport
            request.transport.get_protocol().abort()  # type: ignore[no-untyped-call]
            try:
                await asyncio.sleep(20)
            except asyncio.CancelledError:
                self.answered.set()
            return response.text("late")

        async def read_nothing(request: Request) -> HTTPResponse:
            assert request.transport
            self.protocols.append(request.transport.get_protocol())  # type: ignore[no-untyped-call]
            await asyncio.sleep(20)
            return response.text("late")

        blueprint.add_route(answer, "/late", methods=["GET"])
        blueprint.add_route(read_nothing, "/unread", methods=["POST"], stream=True)
        return blueprint


async def test_an_answer_to_nobody_is_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(SanicProtocol, "abort", SanicProtocol.abort)
    keep_transports()
    channel = Stubborn()
    async with running(channel) as server:
        before = asyncio.all_tasks()
        _, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
        writer.write(b"GET /webhooks/stubborn/late HTTP/1.1\r\nHost: localhost\r\n\r\n")
        await asyncio.wait_for(channel.answered.wait(), 10)

        async def ended() -> None:
            while any("connection_task" in repr(task) for task in asyncio.all_tasks() - before):
                await asyncio.sleep(0.01)

        await asyncio.wait_for(ended(), 10)
        writer.close()
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_what_was_not_read_does_not_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SanicProtocol, "connection_lost", SanicProtocol.connection_lost)
    forget_unread()
    channel = Stubborn()
    async with running(channel) as server:
        _, writer = await asyncio.open_connection("127.0.0.1", urlsplit(server.url).port)
        writer.write(b"POST /webhooks/stubborn/unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
        writer.write(b"x" * 100_000)

        async def until(holds_some: bool) -> None:
            while any(len(one.recv_buffer) > 50_000 for one in channel.protocols) is not holds_some:
                await asyncio.sleep(0.01)

        await asyncio.wait_for(until(True), 10)
        # What the client does is not noticed while nobody reads.
        channel.protocols[0].transport.abort()
        await asyncio.wait_for(until(False), 10)
        writer.close()
