"""What compose.yml and the files beside it promise. No engine for containers is needed: they are read, not run."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from launch.cluster import proxy, tools
from launch.ports import free_port
from settings.common import Common
from settings.console import Console
from settings.processes import ActionServer, RasaServer
from tests.environment import read_from
from tests.running import ROOT
from tests.settings.test_secret_files import SECRETS

DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
CONSOLE_CONF = (DEPLOY / "nginx/console.conf").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")


def stages() -> dict[str, tuple[str, str]]:
    """Return of each stage what it starts from and its instructions."""
    matches = re.split(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, flags=re.MULTILINE)[1:]
    return {matches[n + 1]: (matches[n], matches[n + 2]) for n in range(0, len(matches), 3)}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_hardened(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"])
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["healthcheck"]["test"][0] == "CMD"
    assert service["mem_limit"]
    assert service["restart"] == "unless-stopped"
    assert not service.get("privileged")


def test_only_nginx_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert SERVICES["nginx"]["ports"] == ["80:8080", "443:8443", "127.0.0.1:8081:8081"]
    assert COMPOSE["networks"]["stores"] == {"internal": True}
    for store in ("postgresql", "redis"):
        assert SERVICES[store]["networks"] == ["stores"]
    assert "outside" in SERVICES["nginx"]["networks"]
    assert "stores" not in SERVICES["nginx"]["networks"]


def test_no_secret_stands_in_a_file_of_the_project() -> None:
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    assert all(secret["file"].startswith("./secrets/") for secret in COMPOSE["secrets"].values())
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"deploy/secrets/", "deploy/tls/"} <= set(ignored)
    for service in SERVICES.values():
        for variable, value in service.get("environment", {}).items():
            assert value is None or variable not in SECRETS or variable == "REDIS_URL"


def test_the_secrets_are_made_once_and_are_all_that_production_asks_for(tmp_path: Path) -> None:
    subprocess.run([DEPLOY / "make-secrets", str(tmp_path)], check=True, timeout=60)
    before = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    for file in (*tmp_path.iterdir(), tmp_path):
        file.chmod(0o755)
    subprocess.run([DEPLOY / "make-secrets", str(tmp_path)], check=True, timeout=60)
    assert before == {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
    assert set(before) == {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    kinds: dict[str, type[Common]] = {
        "rasa-1": RasaServer, "rasa-2": RasaServer, "actions": ActionServer, "console": Console,
    }  # fmt: skip
    for service, kind in kinds.items():
        variables = {name: value for name, value in SERVICES[service]["environment"].items() if value is not None}
        for name, written in variables.items():
            # As the engine reads it where nothing else is set.
            variables[name] = value = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", written)
            if value.startswith("/run/secrets/"):
                variables[name] = str(tmp_path / Path(value).name)
                assert Path(value).name in SERVICES[service]["secrets"]
        variables["ASSISTANT_MODE"] = "production"
        settings: Common = read_from(kind, variables)
        if isinstance(settings, Console):
            assert f"server_name {urlsplit(str(settings.console_url)).hostname};" in CONSOLE_CONF
            assert f"server {SERVICES[service]['networks']['inside']['ipv4_address']}:5006 " in CONSOLE_CONF
        if isinstance(settings, RasaServer):
            assert settings.allowed_hosts == (*_server_names(), "rasa-1", "rasa-2", "nginx")
        assert settings.database == f"postgresql://assistant:{before['database_password']}@postgresql:5432/assistant"


def _server_names() -> list[str]:
    """Return the names under which nginx serves users: it passes the Host header on as it came."""
    [names] = re.findall(r"^server_name (.+);$", (DEPLOY / "nginx/listen.conf").read_text(), re.MULTILINE)
    assert "proxy_set_header Host $http_host;" in (DEPLOY / "nginx.conf").read_text()
    return str(names).split()


def test_the_upstreams_are_the_instances() -> None:
    matches = re.findall(r"server ([\d.]+):5005", (DEPLOY / "nginx/upstreams.conf").read_text())
    there = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in SERVICES if name.startswith("rasa-")]
    assert matches == there
    # What `make release` writes on one machine is the same but for the addresses.
    written = proxy.upstreams([1, 2])
    expected = re.sub(r"^#.*\n", "", (DEPLOY / "nginx/upstreams.conf").read_text(), flags=re.MULTILINE)
    assert re.sub(r"[\d.]+:\d+", "…", written) == re.sub(r"[\d.]+:\d+", "…", expected)


def test_every_image_is_a_stage_that_ends_without_root() -> None:
    stages_known = stages()
    for name, service in SERVICES.items():
        if "build" not in service:
            continue
        start, instructions = stages_known[service["build"]["target"]]
        said = (stages_known[start][1] if start in stages_known else "") + instructions
        assert re.findall(r"^USER (\S+)$", said, re.MULTILINE)[-1] == service["user"], name


def test_no_build_tool_reaches_an_image() -> None:
    stages_known = stages()
    base = stages_known["base"][1]
    assert "pip uninstall" in base
    for target in ("base", "actions", "rasa", "console", "nginx"):
        installed = re.sub(r"pip uninstall[^&]*", "", stages_known[target][1])
        assert not re.search(r"\b(gcc|g\+\+|build-essential|npm|node|pip|make)\b", installed), target
    assert "--require-hashes" in stages_known["packages"][1]
    assert "--without-pip" in stages_known["packages"][1]


def test_nothing_that_runs_is_kept_from_the_builder() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".*", "deploy/secrets", "deploy/tls", "var", "models", "tests"} <= set(ignored)
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    for source in " ".join(copied).split():
        assert (ROOT / source).exists(), source
        assert source not in ignored


def test_nginx_takes_the_containers_files(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "nginx.conf", tmp_path)
    for file in (DEPLOY / "nginx").iterdir():
        # Others may listen on those ports here.
        text = re.sub(r"listen \d+", lambda _: f"listen 127.0.0.1:{free_port()}", file.read_text())
        (tmp_path / file.name).write_text(text)
    (tmp_path / "tls").mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=assistant.example.org",
         "-keyout", str(tmp_path / "tls/server.key"), "-out", str(tmp_path / "tls/server.crt")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    proxy.check(tools.find(["nginx"], "/usr/sbin")["nginx"], tmp_path)


def test_each_secret_is_its_containers_users(tmp_path: Path) -> None:
    """Who is not root is told to become root."""
    said = subprocess.run(
        [DEPLOY / "make-secrets", str(tmp_path)], check=True, capture_output=True, text=True, timeout=60
    ).stderr
    given = {file.name: file.stat().st_uid for file in tmp_path.iterdir()}
    reading = [(secret, service["user"]) for service in SERVICES.values() for secret in service.get("secrets", [])]
    expected = {secret: int(user.split(":")[0]) for secret, user in reading}
    assert ("sudo" in said) == (given != expected)
    assert (given == expected) == (os.geteuid() == 0)
