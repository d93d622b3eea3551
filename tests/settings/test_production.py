"""In production mode nothing starts without what must be in the environment, and one sentence names it."""

import pytest

from settings.common import Common
from settings.processes import ActionServer, RasaServer
from settings.reading import SettingsRefused
from tests.environment import read_from
from tests.launch.test_main import launch_with

DESK = "9c1f7ab24e60d83b"
TOKEN = "7f3kq9x2mv81ztwe"
COMPLETE = {
    "ASSISTANT_MODE": "production",
    "SESSION_SECRET": "9c1f7ab24e60d83b5a7e12f4c86d09b3",
    "DATABASE_URL": "postgresql://somewhere/assistant",
    "REDIS_URL": "redis://somewhere",
    "SANIC_PROXIES_COUNT": "1",
    "ALLOWED_HOSTS": "assistant.example.org",
}


def missing(environment: dict[str, str], kind: type[Common] = RasaServer) -> str:
    with pytest.raises(SettingsRefused) as refused:
        read_from(kind, environment)
    return str(refused.value)


def test_with_all_of_them_it_starts() -> None:
    assert read_from(RasaServer, COMPLETE).production


def test_one_machine_needs_nothing() -> None:
    for nothing in ({}, {"ASSISTANT_MODE": ""}):
        assert not read_from(RasaServer, nothing).production


@pytest.mark.parametrize(
    "name", ["SESSION_SECRET", "DATABASE_URL", "REDIS_URL", "SANIC_PROXIES_COUNT", "ALLOWED_HOSTS"]
)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_each_of_them_is_named(name: str, value: str | None) -> None:
    variables = {**COMPLETE, name: value} if value is not None else {n: v for n, v in COMPLETE.items() if n != name}
    sentence = missing({n: v for n, v in variables.items() if v is not None})
    assert name in sentence
    assert [other for other in COMPLETE if other in sentence] == [name]


def test_all_that_are_missing_stand_in_one_sentence() -> None:
    sentence = missing({"ASSISTANT_MODE": "production"})
    assert len(sentence.splitlines()) == 1
    for name in ("DATABASE_URL", "SESSION_SECRET", "SANIC_PROXIES_COUNT", "ALLOWED_HOSTS"):
        assert name in sentence


def test_a_key_that_is_too_short_is_none() -> None:
    assert "SESSION_SECRET" in missing({**COMPLETE, "SESSION_SECRET": "9c1f7ab24e60d83b" + "0" * 15})


def test_a_file_serves_one_machine_without_redis() -> None:
    assert read_from(RasaServer, {**COMPLETE, "DATABASE_URL": "sqlite:////var/lib/a.db", "REDIS_URL": ""}).redis is None


def test_a_desk_needs_its_secret() -> None:
    desk = {"HANDOFF_WEBHOOK_URL": "https://desk.example.org"}
    for kind in (ActionServer, RasaServer):
        assert "HANDOFF_WEBHOOK_SECRET（" in missing({**COMPLETE, **desk}, kind)
    assert read_from(ActionServer, {**COMPLETE, **desk, "HANDOFF_WEBHOOK_SECRET": DESK}).desk_secret == DESK


def test_who_tells_the_desk_names_needs_their_key() -> None:
    desk = {"HANDOFF_WEBHOOK_URL": "https://desk.example.org", "HANDOFF_WEBHOOK_SECRET": DESK}
    without = {name: value for name, value in COMPLETE.items() if name != "SESSION_SECRET"}
    assert "SESSION_SECRET（" in missing({**without, **desk}, ActionServer)
    assert read_from(ActionServer, without).production
    assert not read_from(ActionServer, {**without, **desk, "ASSISTANT_MODE": ""}).production


def test_half_a_wechat_account_is_named() -> None:
    sentence = missing({**COMPLETE, "WECHAT_TOKEN": TOKEN})
    for name in ("WECHAT_APP_ID", "WECHAT_APP_SECRET", "WECHAT_ENCODING_AES_KEY"):
        assert name in sentence
    assert "WECHAT_TOKEN" not in sentence
    assert "WECHAT_ENCODING_AES_KEY" not in missing({**COMPLETE, "WECHAT_TOKEN": TOKEN, "WECHAT_MODE": "plain"})


def test_the_action_server_needs_the_database_alone() -> None:
    alone = {"ASSISTANT_MODE": "production", "DATABASE_URL": "postgresql://somewhere/assistant"}
    assert read_from(ActionServer, alone).database == alone["DATABASE_URL"]


def test_a_mode_nobody_knows() -> None:
    assert "ASSISTANT_MODE" in missing({"ASSISTANT_MODE": "prod"})


def test_no_sentence_says_a_value() -> None:
    assert "hidden" not in missing({**COMPLETE, "SESSION_SECRET": "hidden"})


@pytest.mark.parametrize("command", ["run", "instance", "actions", "server"])
def test_the_command_ends_before_anything_is_loaded(command: str) -> None:
    more = {"instance": ["--model", "none"], "server": ["--action-port", "5055"]}.get(command, [])
    done = launch_with({"ASSISTANT_MODE": "production"}, command, "--port", "5005", *more)
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("生产模式缺少环境变量，不能启动：DATABASE_URL（")
    assert "例如：postgresql://" in sentence
