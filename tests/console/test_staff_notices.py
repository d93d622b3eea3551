"""What the staff hear of requests that are made while nobody is there."""

import asyncio
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from console.live import staff_notices
from console.live.changes import HelpdeskChanges
from console.live.staff_notices import StaffNotices, UnclaimedTicket, notice_senders, notice_text, post_to_bot
from settings.notices import Notices
from tests.console.site import Site


@contextmanager
def bot(status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    heard: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is written."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/send?key=k", heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_notice_has_numbers_topics_and_a_link() -> None:
    one = UnclaimedTicket(3, "忘记密码")
    said = notice_text([one, UnclaimedTicket(4, None)], "学时助手", "https://desk.example.org")
    assert said == (
        "【学时助手】有人工请求等待回复（编号 3，主题：忘记密码；编号 4，主题：未分类），"
        "请打开 https://desk.example.org/#/inbox/waiting 处理。"
    )
    assert "等 7 个" in notice_text([one] * 7, "a", "b")


def test_a_group_bot_takes_it_in_its_own_form(monkeypatch: pytest.MonkeyPatch) -> None:
    with bot() as (address, heard):
        post_to_bot(address, "有人")
        monkeypatch.setattr(staff_notices, "OF_FEISHU", ("127.0.0.1",))
        post_to_bot(address, "有人")
    plain, feishu = {"msgtype": "text", "text": {"content": "有人"}}, {"msg_type": "text", "content": {"text": "有人"}}
    assert heard == [("/send?key=k", plain), ("/send?key=k", feishu)]
    with bot(500) as (address, _), pytest.raises(OSError, match="500"):
        post_to_bot(address, "有人")


async def test_one_that_fails_is_a_line_in_the_log_and_what_comes_meanwhile_is_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sent: list[str] = []

    def broken(_: str) -> None:
        raise OSError("https://bot.example.org/key")

    told = StaffNotices([broken, sent.append], "https://desk", apart=0.05)
    with caplog.at_level(logging.WARNING):
        running = asyncio.create_task(told.run())
        told.add([])
        told.add([UnclaimedTicket(1, None)])
        while len(sent) < 1:
            await asyncio.sleep(0.01)
        told.add([UnclaimedTicket(2, None)])
        told.add([UnclaimedTicket(3, None)])
        while len(sent) < 2:
            await asyncio.sleep(0.01)
        running.cancel()
    assert "编号 1" in sent[0]
    assert "编号 2" in sent[1]
    assert "编号 3" in sent[1]
    assert "A notice was not sent (OSError)." in caplog.text
    assert "bot.example.org" not in caplog.text


def test_what_is_registered_is_noticed_once(site: Site) -> None:
    desk, changes = site, HelpdeskChanges(site.database)
    first = desk.asks("web-a", attended=False)
    desk.asks("web-b")
    assert [one.number for one in changes.look(0.0).left] == [1], "what was registered while the desk was down"
    assert changes.look(0.0).left == []
    desk.store.leave("web-b")
    assert [one.number for one in changes.look(0.0).left] == [2], "nobody is there any more"
    desk.handovers.claim(first, desk.agent("one"))
    assert changes.look(0.0).left == []


def test_mail_goes_to_all_who_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []

    class Server:
        def __init__(self, host: str, port: int, timeout: float) -> None:
            sent.append((host, port, timeout))

        def __enter__(self) -> "Server":
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing is held."""

        def login(self, *who: str) -> None:
            sent.append(who)

        def send_message(self, message: Any) -> None:
            sent.append(message_from_bytes(message.as_bytes()))

    monkeypatch.setattr("smtplib.SMTP_SSL", Server)
    server = SecretStr("smtps://assistant:secret@mail.example.org:465")
    known = Notices.construct(
        desk_notice_url=None, desk_notice_mail_to="a@x.cn,b@x.cn", desk_notice_mail_from="c@x.cn", smtp_url=server
    )
    [way] = notice_senders(known)
    way("有人")
    where, who, message = sent
    assert (where, who) == (("mail.example.org", 465, 10.0), ("assistant", "secret"))
    assert (message["To"], message["From"]) == ("a@x.cn,b@x.cn", "c@x.cn")
    assert message.get_payload(decode=True).decode().strip() == "有人"


def test_settings_that_mean_nothing_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("DESK_NOTICE_URL", "ftp://x"), ("DESK_NOTICE_MAIL_TO", "nobody"), ("SMTP_URL", "mail.cn")):
        with monkeypatch.context() as only:
            only.setenv(name, value)
            with pytest.raises(ValidationError):
                Notices()
    monkeypatch.setenv("DESK_NOTICE_MAIL_TO", "a@x.cn")
    assert Notices().missing() == ["desk_notice_mail_from", "smtp_url"]
    assert notice_senders(Notices()) == []
