"""`python -m channels.wechat sender`: the sender id of a user, for who answers for their data."""

import pytest

from channels.wechat.__main__ import main
from channels.wechat.identity import Identity
from tools.wechat_simulator.account import OfficialAccount

KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"


def test_the_sender_is_that_under_which_the_channel_keeps_the_conversation(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    account = OfficialAccount()
    for name, value in {**account.environment("http://127.0.0.1:9"), "SESSION_SECRET": KEY}.items():
        monkeypatch.setenv(name, value)
    assert main(["sender", "oUser"]) == 0
    assert capsys.readouterr().out.strip() == Identity(KEY.encode(), account.app_id).sender("oUser")


def test_without_an_account(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WECHAT_TOKEN", "WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_ENCODING_AES_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert main(["sender", "oUser"]) == 1
    assert "没有配置公众号" in capsys.readouterr().err
