"""What the environment and credentials.yml may say, and the sentence for what they may not."""

from collections.abc import Mapping

import pytest
from rasa.shared.exceptions import RasaException

from channels.wechat.settings import Account, wechat_settings
from channels.wechat.settings import account as account_of
from settings.processes import RasaServer
from settings.reading import SettingsRefused
from tests.environment import read_from

AES_KEY = "a" * 42 + "A"
WHOLE = {
    "WECHAT_TOKEN": "7f3kq9x2mv81ztwe",
    "WECHAT_APP_ID": "wx0123456789abcdef",
    "WECHAT_APP_SECRET": "s3cr3t-value",
    "WECHAT_ENCODING_AES_KEY": AES_KEY,
}


def account(given: Mapping[str, str]) -> Account | None:
    return account_of(read_from(RasaServer, given))


def test_nothing_is_no_account() -> None:
    assert account({}) is None
    assert account({"WECHAT_MODE": "plain", "WECHAT_TOKEN": "  "}) is None


def test_a_whole_account_is_in_safe_mode_unless_it_says_otherwise() -> None:
    of = account(WHOLE)
    assert of
    assert (of.reply_seconds, of.transfer, of.redis_url) == (4.5, None, None)
    assert of.aes_key
    assert len(of.aes_key) == 32
    plain = account({**WHOLE, "WECHAT_MODE": "plain", "WECHAT_TRANSFER": "on"})
    assert plain
    assert (plain.aes_key, plain.transfer) == (None, "")


@pytest.mark.parametrize("missing", sorted(WHOLE))
def test_half_an_account_is_refused_by_name(missing: str) -> None:
    with pytest.raises(SettingsRefused, match=f"缺少环境变量.*{missing}.*例如"):
        account({name: value for name, value in WHOLE.items() if name != missing})


def test_plain_mode_needs_no_key() -> None:
    del (without := {**WHOLE, "WECHAT_MODE": "plain"})["WECHAT_ENCODING_AES_KEY"]
    assert account(without)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WECHAT_MODE", "secure"),
        ("WECHAT_TOKEN", "abc"),
        ("WECHAT_TOKEN", "7f3kq9x2mv81ztw"),
        ("WECHAT_TOKEN", "weixin" * 5),
        ("WECHAT_TOKEN", "7f3kq9x2mv81ztwe7f3kq9x2mv81ztwe7"),
        ("WECHAT_TOKEN", "with blank"),
        ("WECHAT_APP_ID", "wx/../x"),
        ("WECHAT_ENCODING_AES_KEY", "short"),
        ("WECHAT_ENCODING_AES_KEY", "*" * 43),
        ("WECHAT_REPLY_SECONDS", "5"),
        ("WECHAT_REPLY_SECONDS", "soon"),
        ("WECHAT_REPLY_SECONDS", "nan"),
        ("WECHAT_TRANSFER", "yes"),
    ],
)
def test_a_wrong_value_is_refused_and_not_repeated(name: str, value: str) -> None:
    with pytest.raises(SettingsRefused, match=name) as caught:
        account({**WHOLE, name: value})
    assert not any(secret in str(caught.value) for secret in WHOLE.values())


@pytest.mark.parametrize(
    "wrong",
    [{"token": "x"}, {"payload_intents": {"ask": 1}}, {"payload_intents": [1]}, {"token_file": ""}, {"secret_env": 1}],
)
def test_a_setting_that_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(RasaException):
        wechat_settings(wrong)


def test_what_credentials_say() -> None:
    settings = wechat_settings({"payload_intents": ["ask"], "rate_limits": {"conversation": "1 per 1 minute"}})
    assert settings.payload_intents == {"ask"}
    assert settings.rate_limits.conversation == "1 per 1 minute"
    assert wechat_settings(None).rate_limits.address == ""
