"""What each variable may be, and the sentence for what it may not."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path

import pytest
import yaml

from launch import environment
from settings.common import ONE_MACHINE, StoredData
from settings.processes import PROCESSES, ActionServer, Launcher, RasaServer, rasa_server
from settings.reading import Settings, SettingsRefused, variable_of
from tests.environment import read_from
from tests.running import ROOT
from tests.test_layout import PACKAGES

STRONG = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
WEAK = [
    "x",
    STRONG[:15],
    "x" * 64,
    "abcd" * 16,
    "changeme" * 4,
    "password-" * 9,
    "0123456789" * 4,
    "openssl rand -hex 32 的输出",
]
WRONG = {
    "ASSISTANT_MODE": ["prod"],
    "DATABASE_URL": ["postgres://h/d", "mysql://h/d", "var/c.db", "postgresql://h:port/d", "postgresql+asyncpg://h/d"],
    "REDIS_URL": ["http://h", "127.0.0.1:6379", "redis://h:port"],
    "LOG_FORMAT": ["yaml", "JSON"],
    "LOG_LEVEL": ["debug", "Level 7"],
    "METRICS_FROM": ["prometheus", "10.0.0.0/33", "10.0.0.1,everybody"],
    "HANDOFF_WEBHOOK_URL": ["desk.example.org", "file:///etc/passwd"],
    **dict.fromkeys(("HANDOFF_WEBHOOK_SECRET", "SESSION_SECRET", "WEBCHAT_JWT_KEY"), WEAK),
    "WECHAT_TOKEN": [*WEAK, "abc", "xueshi2024"],
    "WEBCHAT_ADDRESS_LIMIT": ["often", "10"],
    "ACTION_ENDPOINT_URL": ["127.0.0.1:5055"],
    "ACTION_TIMEOUT": ["0", "-1", "inf", "nan", "15s"],
    "HANG_TIMEOUT": ["0", "-1", "inf", "nan", "1e999"],
    "SANIC_PROXIES_COUNT": ["-1", "one"],
    "ALLOWED_HOSTS": ["https://a.example.org", "a.example.org:443", "*", "a b", ","],
    "SANIC_WORKERS": ["0", "2.5"],
    "ACTIONS_PORT": ["0", "65536", "http"],
    "WECHAT_API_URL": ["api.weixin.qq.com"],
    "WECHAT_REPLY_SECONDS": ["5", "0", "nan"],
}
CASES = [(name, value) for name, values in WRONG.items() for value in [*values, "\udcff"]]


def kind_of(name: str) -> type[Settings]:
    return next(
        kind for kind in PROCESSES.values() if name in [variable_of(field) for field in kind.__fields__.values()]
    )


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_wrong_value_is_one_sentence_without_it(name: str, value: str) -> None:
    with pytest.raises(SettingsRefused) as refused:
        read_from(kind_of(name), {name: value})
    output = str(refused.value)
    assert output.startswith(f"环境变量 {name} 的值不对，应为：")
    assert "，例如：" in output
    assert output.isprintable()
    assert refused.value.__cause__ is None
    if len(value) > 4 and value not in output.partition("例如")[2]:
        assert value not in output


def test_all_that_are_wrong_stand_in_one_sentence() -> None:
    with pytest.raises(SettingsRefused, match=r"ACTION_TIMEOUT.*；环境变量 HANG_TIMEOUT"):
        read_from(RasaServer, {"ACTION_TIMEOUT": "x", "HANG_TIMEOUT": "y"})


@pytest.mark.parametrize("name", ["HANDOFF_WEBHOOK_SECRET", "SESSION_SECRET", "WEBCHAT_JWT_KEY"])
@pytest.mark.parametrize("mode", ["", "production"])
def test_a_weak_secret_is_refused_in_every_mode(name: str, mode: str, tmp_path: Path) -> None:
    for number, weak in enumerate(WEAK):
        file = tmp_path / str(number)
        file.write_text(weak, encoding="utf-8")
        for given in ({name: weak}, {f"{name}_FILE": str(file)}):
            with pytest.raises(SettingsRefused, match=f"^环境变量 {name} 的值不对，应为：至少 .* 个字符.*例如："):
                read_from(RasaServer, {"ASSISTANT_MODE": mode, **given})
    assert read_from(RasaServer, {name: STRONG})


@pytest.mark.parametrize("kind", PROCESSES.values())
def test_each_example_is_one(kind: type[Settings]) -> None:
    """Those that describe a secret in Chinese stand for one that nobody else has."""
    for field in kind.__fields__.values():
        example = field.field_info.extra["example"]
        if example.isascii() or "密码" in example:
            name = variable_of(field)
            more = {"HANDOFF_WEBHOOK_SECRET": STRONG}
            mail = {"DESK_NOTICE_MAIL_FROM": "a@example.org", "SMTP_URL": "smtp://mail.example.org"}
            more |= mail if name == "DESK_NOTICE_MAIL_TO" else {}
            production = {
                "DATABASE_URL": "sqlite://", "SESSION_SECRET": STRONG, "SANIC_PROXIES_COUNT": "1",
                "ALLOWED_HOSTS": "a.example.org", "CONSOLE_URL": "https://desk.example.org",
            }  # fmt: skip
            assert read_from(kind, {**production, **more, name: example})


def test_without_a_word_it_is_one_machine() -> None:
    for nothing in ({}, {"DATABASE_URL": "", "REDIS_URL": " ", "METRICS_FROM": "", "HANG_TIMEOUT": " "}):
        settings = read_from(RasaServer, nothing)
        assert (settings.database, settings.redis, settings.metrics_from) == (ONE_MACHINE, None, ())
        assert (settings.action_timeout, settings.hang_timeout, settings.log_format) == (15.0, None, "text")


def test_values_have_types() -> None:
    variables = {"METRICS_FROM": "10.0.0.5/24, ::1", "HANG_TIMEOUT": " 30 ", "REDIS_URL": "redis://h/0"}
    settings = read_from(RasaServer, variables)
    assert settings.metrics_from == (ip_network("10.0.0.0/24"), ip_network("::1"))
    assert (settings.hang_timeout, settings.redis) == (30.0, "redis://h/0")
    assert read_from(Launcher, {"ACTIONS_PORT": "5055"}).actions_port == 5055


def test_no_secret_is_shown() -> None:
    secret = "geheim-7f3kq9x2mv81ztwe-geheim-and-more"
    given = {
        "DATABASE_URL": f"postgresql://u:{secret}@h/d", "REDIS_URL": f"redis://:{secret}@h", "SESSION_SECRET": secret,
        "HANDOFF_WEBHOOK_SECRET": secret, "WEBCHAT_JWT_KEY": secret,
    }  # fmt: skip
    assert secret not in repr(read_from(RasaServer, given))


def test_a_process_reads_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rasa_server.cache_clear()
    first = rasa_server()
    monkeypatch.setenv("ACTION_TIMEOUT", "never")
    assert rasa_server() is first
    rasa_server.cache_clear()


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["launch", "run", "--port", "5005"], "ACTION_TIMEOUT"),
        (["launch", "run", "--port", "5005"], "ACTIONS_PORT"),
        (["launch", "actions", "--port", "5055"], "METRICS_FROM"),
        (["launch", "instance", "--port", "5005", "--model", "none"], "HANG_TIMEOUT"),
        (["launch", "shell"], "LOG_FORMAT"),
        (["launch", "train"], "DATABASE_URL"),
        (["records", "expire"], "DATABASE_URL"),
        (["channels.feedback"], "DATABASE_URL"),
        (["channels.wechat", "sender", "o1"], "WECHAT_MODE"),
    ],
)  # fmt: skip
def test_a_command_ends_with_the_sentence(command: list[str], name: str) -> None:
    done = run(command, {name: "wrong"})
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith(f"环境变量 {name} 的值不对，应为：")


@pytest.mark.parametrize("name", ["ACTION_TIMEOUT", "SESSION_SECRET"])
def test_rasas_own_command_ends_with_it(name: str, tmp_path: Path) -> None:
    """It says the kind of error in front. The model is read later."""
    model = tmp_path / "model.tar.gz"
    model.touch()
    done = run(["rasa", "run", "--model", str(model)], {**environment.defaults(), name: "wrong"})
    assert done.returncode == 1
    output = done.stdout + done.stderr
    assert f"RasaException: 环境变量 {name} 的值不对，应为：" in output
    assert "Traceback" not in output


def run(command: list[str], more: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def test_a_command_that_looks_into_the_database_needs_no_more() -> None:
    assert {*StoredData.__fields__} == {"database_url", "session_secret"}
    assert {*StoredData.__fields__} < {*ActionServer.__fields__} < {*RasaServer.__fields__, "sanic_host"}


def test_nobody_else_reads_the_environment() -> None:
    """`launch` sets variables for Rasa and hands all on to what it starts, `explain` sets two for itself; PATH is where
    programs are looked for. Where the content is, is asked before any settings are read. What sets TensorFlow up is
    forgotten.
    """
    found = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if re.search(r"os\.(?:environ|getenv)\b", path.read_text(encoding="utf-8"))
    }
    setting = {*(f"launch/{name}.py" for name in ("environment", "logs", "serving", "shell")), "explain/assistant.py"}
    forgetting = "launch/rasa_patches/without_tensorflow.py"
    handing_on = {"launch/backup/databases.py", "launch/cluster/cluster.py", "launch/cluster/serving.py"}
    assert found == {"settings/reading.py", "owner/folder.py", forgetting, *handing_on, *setting}
    for path in setting:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert not re.search(r"os\.environ(?!\.setdefault\(|\[\S+\] = )", text), path


def test_what_rasas_files_and_the_containers_name_is_a_setting() -> None:
    variables = {variable_of(field) for kind in PROCESSES.values() for field in kind.__fields__.values()}
    for file in ("endpoints.yml", "credentials.yml"):
        text = (ROOT / file).read_text(encoding="utf-8")
        named = re.findall(r"\$\{(\w+)\}|_env: (\w+)", text)
        assert named
        assert {one or other for one, other in named} <= variables
    for service in ("rasa-1", "actions", "expire"):
        compose = yaml.safe_load((ROOT / "deploy/compose.yml").read_text(encoding="utf-8"))
        assert {name.removesuffix("_FILE") for name in compose["services"][service]["environment"]} <= variables
