"""Pictures, voice and video from WeChat, and a picture to WeChat."""

from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from sqlalchemy import select

from owner.live import profile
from persistence.attachments.redrawing import PictureRedrawer, RedrawnFile
from persistence.attachments.refusals import BROKEN, SENTENCES, Code
from persistence.attachments.store import Attachments, NewAttachment
from persistence.database import Database
from persistence.tables import attachments
from tests.channels.wechat.conftest import Connect
from tests.persistence.attachments.pictures import picture
from tests.persistence.helpdesk.desk import TestDesk
from tools.wechat_simulator.platform import Platform

pytestmark = pytest.mark.asyncio

AMR, MP4 = b"#!AMR\n" + bytes(40), b"\x00\x00\x00\x18ftypmp42" + bytes(40)
DRAWN = RedrawnFile("picture", "image/jpeg", b"drawn anew", 6, 4)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestDesk:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    # That it is drawn anew is tested where it is drawn.
    monkeypatch.setattr(PictureRedrawer, "redraw", AsyncMock(side_effect=lambda content: DRAWN if content else BROKEN))
    return TestDesk(url)


def kept(desk: TestDesk) -> list[tuple[str, str, bytes]]:
    with desk.database.begin() as connection:
        rows = connection.execute(select(attachments).order_by(attachments.c.at)).all()
    return [(row.kind, row.media_type, bytes(row.content)) for row in rows]


async def test_without_a_person_the_sentence_says_how_to_get_one(
    desk: TestDesk, connect: Connect, platform: Platform
) -> None:
    async with connect() as server:
        user = platform.user()
        await platform.send(user, "image", picture(), "image/png")
        assert (await user.sees(1))[0].text == profile().wechat.received["image"]
        assert not server.agent.seen
    assert kept(desk) == []
    assert "media" not in platform.interfaces.calls


@pytest.mark.parametrize(
    ("sent", "media_type", "content", "mark", "expected"),
    [
        ("image", "image/png", b"png", "[图片]", ("picture", "image/jpeg", DRAWN.content)),
        ("voice", "audio/amr", AMR, "[语音]", ("voice", "audio/amr", AMR)),
        ("video", "video/mp4", MP4, "[视频]", ("video", "video/mp4", MP4)),
        ("shortvideo", "video/mp4", MP4, "[视频]", ("video", "video/mp4", MP4)),
    ],
)
async def test_with_a_person_it_is_a_message_once(
    desk: TestDesk, connect: Connect, platform: Platform, sent: str, media_type: str, content: bytes, mark: str,
    expected: tuple[str, str, bytes],
) -> None:  # fmt: skip
    async with connect() as server:
        user = platform.user()
        await platform.say(user, "在吗")
        desk.asks(server.agent.seen[0].sender_id)
        platform.interfaces.files["m1"] = media_type, content
        whole = platform.whole(user, {"MsgType": sent, "MediaId": "m1", "MsgId": 7})
        for _ in range(2):
            await platform.deliver(platform.request(whole))
        said = [(message.text, message.metadata.get("attachment", {}).get("kind")) for message in server.agent.seen]
    assert said == [("在吗", None), (mark, expected[0])]
    assert kept(desk) == [expected]


@pytest.mark.parametrize(
    ("failures", "content", "code"),
    [([40007], b"png", "busy"), ([], b"", "broken"), ([], bytes(10 * 1024 * 1024 + 1), "too_large")],
)
async def test_what_cannot_be_taken_is_said(
    desk: TestDesk, connect: Connect, platform: Platform, failures: list[int], content: bytes, code: Code
) -> None:
    async with connect() as server:
        user = platform.user()
        await platform.say(user, "在吗")
        desk.asks(server.agent.seen[0].sender_id)
        platform.interfaces.failures = failures
        await platform.send(user, "image", content, "image/png")
        assert (await user.sees(2))[1].text == SENTENCES[code]
        assert len(server.agent.seen) == 1
    assert kept(desk) == []


async def test_an_agent_s_picture_is_shown_as_one(desk: TestDesk, connect: Connect, platform: Platform) -> None:
    async with connect() as server:
        user = platform.user()
        await platform.say(user, "在吗")
        sender = server.agent.seen[0].sender_id
        id_ = Attachments(Database(desk.url, pooled=False)).keep(NewAttachment(sender, "agent", "a" * 32), DRAWN)
        [channel] = server.app.ctx.input_channels
        for found in (id_, "0" * 32):
            metadata = {"outcome": "handoff", "from": "person", "attachment": {"id": found, "kind": "picture"}}
            await channel.get_output_channel().send_response(sender, {"text": "[图片]", "metadata": metadata})
        seen = await user.sees(3)
    assert (seen[1].picture, seen[1].text) == (DRAWN.content, "")
    # One that is gone is at least named.
    assert (seen[2].picture, seen[2].text) == (b"", "[图片]")
