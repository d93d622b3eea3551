"""Voice and video by what they begin with."""

from unittest.mock import AsyncMock, Mock

import pytest

from channels.wechat.media import Media, unchanged_file
from persistence.attachments.redrawing import Kind
from persistence.attachments.refusals import BROKEN, BUSY
from persistence.attachments.store import NewAttachment
from tests.channels.wechat.test_files import AMR, MP4


@pytest.mark.parametrize(
    ("kind", "content"), [("voice", b"MZ"), ("video", b"<html>"), ("voice", MP4), ("video", AMR), ("video", b"")]
)
def test_what_only_claims_to_be_voice_or_video_is_not_kept(kind: Kind, content: bytes) -> None:
    assert unchanged_file(kind, content) is BROKEN


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "url",
    ["", "http://127.0.0.1/x", "http://evil.example/.qq.com", "http://qq.com.evil.example/", "file:///etc/passwd"],
)
async def test_another_host_is_not_asked(url: str) -> None:
    api = Mock(download=AsyncMock(return_value={"video_url": url}), plain_download=AsyncMock())
    media = Media(api, Mock(stored_id=Mock(return_value=None)))
    assert await media.keep("video", "m1", NewAttachment("wechat-1", "user", "a" * 32)) is BUSY
    api.plain_download.assert_not_called()


@pytest.mark.asyncio
async def test_a_video_on_wechat_s_host_is_fetched_over_https() -> None:
    api = Mock(
        download=AsyncMock(return_value={"video_url": "http://vweixinf.tc.qq.com/1?x=2"}),
        plain_download=AsyncMock(return_value=MP4),
    )
    store = Mock(stored_id=Mock(return_value=None), keep=Mock(return_value="id"))
    assert await Media(api, store).keep("video", "m1", NewAttachment("wechat-1", "user", "a" * 32)) == "id"
    api.plain_download.assert_awaited_once()
    assert api.plain_download.await_args.args[0] == "https://vweixinf.tc.qq.com/1?x=2"
