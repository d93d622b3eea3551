"""Which files are in a backup."""

from pathlib import Path

import pytest

from launch.backup.contents import belongs, files, is_secret
from tests.running import ROOT


def test_what_operators_edit_is_in_it() -> None:
    result = set(files(ROOT))
    named = (
        "config.yml domain.yml endpoints.yml credentials.yml data/rules.yml data/source/faq.txt data/source/catalog.yml"
    )
    more = "data/profile.yml zh/places.yml channels/feedback/reasons.yml"
    rest = "persistence/privacy/retention.yml data/gate.yml deploy/nginx/listen.conf data/nlu/faq/login.yml"
    assert result >= {*named.split(), *more.split(), *rest.split()}
    assert all(belongs(name) for name in result)
    assert not [name for name in result if name.endswith(".py")]


def test_keys_are_in_it_and_known_as_such(tmp_path: Path) -> None:
    secrets = ["var/session.key", "deploy/secrets/session_secret", "deploy/tls/server.key", "deploy/.env"]
    for name in [*secrets, "var/conversations.db", "var/backups/old.tar.gz", "models/a.tar.gz", "config.yml"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    assert files(tmp_path) == sorted([*secrets, "config.yml"])
    assert [name for name in files(tmp_path) if is_secret(name)] == sorted(secrets)


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../config.yml", "data/../../x.yml", "launch/__main__.py", "Makefile", "scripts/install", "a.yml",
     "var/conversations.db", ".venv/bin/python", "data", "./config.yml", "tests/x.yml", ""],
)  # fmt: skip
def test_nothing_else_is_put_anywhere(name: str) -> None:
    assert not belongs(name)
