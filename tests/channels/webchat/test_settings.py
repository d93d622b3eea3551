"""The web chat's settings."""

from typing import Any

import pytest
from rasa.core.channels.channel import InputChannel
from rasa.core.run import create_http_input_channels
from rasa.shared.exceptions import RasaException

from channels.webchat.settings import WebChatSettings, webchat_settings


def test_the_committed_credentials_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBCHAT_ADDRESS_LIMIT", "1200 per 1 minute")
    channels: list[InputChannel] = create_http_input_channels(None, "credentials.yml")
    assert [channel.name() for channel in channels] == [
        "entrance",
        "watch",
        "socketio",
        "rest",
        "wechat",
        "desk",
        "page",
    ]
    assert "ask" in channels[2].settings.payload_intents


def test_defaults() -> None:
    assert webchat_settings(None) == webchat_settings({}) == WebChatSettings()


def test_values() -> None:
    settings = webchat_settings({"payload_intents": ["ask"], "secret_env": "KEY", "cors_allowed_origins": "*"})
    assert settings == WebChatSettings(frozenset({"ask"}), ("*",), secret_env="KEY")


def test_an_empty_list_of_origins_lets_nobody_in() -> None:
    # Socket.IO reads an empty list as "everybody".
    assert webchat_settings({"cors_allowed_origins": []}).cors_allowed_origins is None


@pytest.mark.parametrize(
    "credentials",
    [
        {"payload_intent": ["ask"]},
        {"namespace": "/x"},
        {"payload_intents": {"ask": 1}},
        {"payload_intents": [1]},
        {"cors_allowed_origins": True},
        {"secret_env": None},
        {"socketio_path": ""},
        {"jwt_audience": ""},
        {"jwt_audience": ["assistant"]},
    ],
)
def test_what_means_nothing_is_refused(credentials: dict[str, Any]) -> None:
    with pytest.raises(RasaException):
        webchat_settings(credentials)
