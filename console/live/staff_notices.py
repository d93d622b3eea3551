"""StaffNotices: notifies the staff of requests that nobody claimed, by mail or by a bot in their group chat.

A notice holds numbers, topics and a link, never texts of users.
"""

import asyncio
import http.client
import json
import logging
import smtplib
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import urlsplit

from owner.live import profile
from settings.notices import Notices

logger = logging.getLogger(__name__)

TIMEOUT = 10.0
APART = 30.0
"""Minimum seconds between two notices. Requests registered meanwhile share one notice."""

MOST_NAMED = 5
OF_FEISHU = ("feishu.cn", "larksuite.com")


class UnclaimedTicket(NamedTuple):
    """A request that nobody has claimed. `topic`: its title, None if unknown."""

    number: int | None
    topic: str | None


Send = Callable[[str], None]


class StaffNotices:
    """Sends notices in the background. A failed one is only logged. Each of `ways` blocks and may raise OSError."""

    def __init__(self, ways: Sequence[Send], url: str, apart: float = APART) -> None:
        """`url`: where the desk is opened."""
        self._ways, self._url, self._apart = ways, url, apart
        self._new: list[UnclaimedTicket] = []
        self._has_new = asyncio.Event()

    def add(self, registered: Sequence[UnclaimedTicket]) -> None:
        if registered and self._ways:
            self._new.extend(registered)
            self._has_new.set()

    async def run(self) -> None:
        """Send until cancelled."""
        while True:
            await self._has_new.wait()
            self._has_new.clear()
            text, self._new = notice_text(self._new, profile().assistant.name, self._url), []
            for way in self._ways:
                try:
                    await asyncio.to_thread(way, text)
                except (OSError, http.client.HTTPException, smtplib.SMTPException) as error:
                    # Only the type, because the error's text may name the receiver.
                    logger.warning("A notice was not sent (%s).", type(error).__name__)
            await asyncio.sleep(self._apart)


def notice_text(registered: Sequence[UnclaimedTicket], assistant: str, url: str) -> str:
    """Return the text of the notice."""
    named = "；".join(
        f"编号 {request.number}，主题：{request.topic or '未分类'}" for request in registered[:MOST_NAMED]
    )
    more = f"等 {len(registered)} 个" if len(registered) > MOST_NAMED else ""
    return f"【{assistant}】有人工请求等待回复（{named}）{more}，请打开 {url}/#/inbox/waiting 处理。"


def notice_senders(settings: Notices) -> list[Send]:
    """Return the functions that send notices; none if nothing is configured."""
    channels: list[Send] = []
    if settings.desk_notice_url:
        address = settings.desk_notice_url.get_secret_value()
        channels.append(lambda text: post_to_bot(address, text))
    if settings.desk_notice_mail_to and settings.smtp_url:
        channels.append(lambda text: send_mail(settings, text))
    return channels


def post_to_bot(address: str, text: str) -> None:
    """Post the text to a group bot of 企业微信, 钉钉 or 飞书, in that bot's format."""
    at = urlsplit(address)
    is_feishu = (at.hostname or "").endswith(OF_FEISHU)
    plain = {"msgtype": "text", "text": {"content": text}}
    body = {"msg_type": "text", "content": {"text": text}} if is_feishu else plain
    kind = http.client.HTTPSConnection if at.scheme == "https" else http.client.HTTPConnection
    connection = kind(at.hostname or "", at.port, timeout=TIMEOUT)
    try:
        path = f"{at.path or '/'}?{at.query}" if at.query else at.path or "/"
        headers = {"Content-Type": "application/json; charset=utf-8"}
        connection.request("POST", path, json.dumps(body, ensure_ascii=False).encode(), headers)
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise OSError(answer.status)


def send_mail(settings: Notices, text: str) -> None:
    at = urlsplit(settings.smtp_url.get_secret_value() if settings.smtp_url else "")
    message = EmailMessage()
    message["From"], message["To"] = settings.desk_notice_mail_from, settings.desk_notice_mail_to
    message["Subject"] = "有新的人工请求"
    message.set_content(text)
    kind = smtplib.SMTP_SSL if at.scheme == "smtps" else smtplib.SMTP
    with kind(at.hostname or "", at.port or 0, timeout=TIMEOUT) as server:
        if at.username and at.password:
            server.login(at.username, at.password)
        server.send_message(message)
