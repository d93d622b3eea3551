"""Alerts, scrape configuration and dashboard: what they ask for is there, and the alerts fire when they should."""

import json
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, generate_latest

from actions.tickets.store import TicketStore
from console.metrics import ConsoleCollector as ConsoleCollector
from observability.action_pages import DeskCollector
from persistence.database import Database
from settings.console import CONSOLE_PORT
from settings.processes import ACTION_PORT
from tests.running import ROOT, Running

FOLDER = ROOT / "deploy/monitoring"
DASHBOARD = FOLDER / "grafana-dashboard.json"
PROMETHEUS_OWN = {"up"}
WORDS = re.compile(r"\b[a-z_][a-zA-Z0-9_]*\b(?!\s*\()")


def promtool(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(["promtool", *arguments], cwd=FOLDER, capture_output=True, text=True, timeout=120)


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((FOLDER / "alerts.yml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads(DASHBOARD.read_text(encoding="utf-8"))["panels"]
    return data


def metrics_in(expression: str) -> set[str]:
    """Return the names of metrics: what stands outside of braces and brackets and is no function, word or label."""
    bare = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\"[^\"]*\"|\b(?:by|on|without)\s*\([^)]*\)", " ", expression)
    return {word for word in WORDS.findall(bare) if word not in {"and", "or", "unless", "by", "on", "le"}}


@pytest.fixture(scope="module")
def exposed(assistant: Running, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names of the series that Rasa's process, the action server and the desk really offer."""
    desk = CollectorRegistry()
    database = f"sqlite:///{tmp_path_factory.mktemp('desk')}/tickets.db"
    desk.register(DeskCollector(TicketStore(database).waiting))
    desk.register(ConsoleCollector(Database(database, pooled=False)))
    with urllib.request.urlopen(f"{assistant.url}/metrics", timeout=30) as answer:
        text = answer.read().decode() + generate_latest(desk).decode()
    return {name for family in re.findall(r"^# TYPE (\S+) (\S+)", text, re.MULTILINE) for name in _series(*family)}


def _series(name: str, kind: str) -> Iterator[str]:
    yield from (f"{name}{end}" for end in ("_bucket", "_sum", "_count")) if kind == "histogram" else (name,)


@pytest.mark.parametrize(
    "arguments",
    [("check", "rules", "alerts.yml"), ("check", "config", "prometheus.yml"), ("test", "rules", "alerts_test.yml")],
    ids=" ".join,
)
def test_promtool_is_content(arguments: tuple[str, ...]) -> None:
    done = promtool(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "SUCCESS" in done.stdout


def test_promtool_would_see_an_alert_that_does_not_fire(tmp_path: Path) -> None:
    alerts = (FOLDER / "alerts.yml").read_text(encoding="utf-8")
    tests = yaml.safe_load((FOLDER / "alerts_test.yml").read_text(encoding="utf-8"))
    # The others take promtool many seconds, and are content with their alerts.
    tests["tests"] = [test for test in tests["tests"] if "NotReady" in str(test["alert_rule_test"])]
    (tmp_path / "alerts_test.yml").write_text(yaml.safe_dump(tests, allow_unicode=True), encoding="utf-8")
    (tmp_path / "alerts.yml").write_text(alerts, encoding="utf-8")
    assert promtool("test", "rules", str(tmp_path / "alerts_test.yml")).returncode == 0
    (tmp_path / "alerts.yml").write_text(alerts.replace("xueshi_ready == 0", "xueshi_ready == 2"), encoding="utf-8")
    assert promtool("test", "rules", str(tmp_path / "alerts_test.yml")).returncode != 0


def test_every_alert_has_a_test_of_its_firing_and_its_silence() -> None:
    tests = yaml.safe_load((FOLDER / "alerts_test.yml").read_text(encoding="utf-8"))["tests"]
    asked = [one for test in tests for one in test["alert_rule_test"]]
    fires = {one["alertname"] for one in asked if one.get("exp_alerts")}
    silent = {one["alertname"] for one in asked if not one.get("exp_alerts")}
    names = {rule["alert"] for rule in rules()}
    assert fires == names
    assert names <= silent


def test_every_alert_says_what_to_do() -> None:
    page = (ROOT / "docs/design/watching.md").read_text(encoding="utf-8")
    for rule in rules():
        assert rule["labels"]["severity"] in ("page", "look")
        assert rule["annotations"]["summary"]
        assert f"`{rule['alert']}`" in page


def test_alerts_ask_for_what_there_is(exposed: set[str]) -> None:
    for rule in rules():
        asked = metrics_in(rule["expr"])
        assert asked
        assert asked <= exposed | PROMETHEUS_OWN, rule["alert"]


def test_the_dashboard_asks_for_what_there_is(exposed: set[str]) -> None:
    for panel in panels():
        for target in panel["targets"]:
            asked = metrics_in(target["expr"])
            assert asked
            assert asked <= exposed, panel["title"]


def test_the_dashboards_expressions_are_promql(tmp_path: Path) -> None:
    expressions = [target["expr"].replace("$instance", ".*") for panel in panels() for target in panel["targets"]]
    records = [{"record": f"panel:{number}", "expr": one} for number, one in enumerate(expressions)]
    file = tmp_path / "panels.yml"
    file.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": records}]}), encoding="utf-8")
    done = promtool("check", "rules", str(file))
    assert done.returncode == 0, done.stderr


def test_the_dashboard_can_be_imported() -> None:
    dashboard = json.loads(DASHBOARD.read_text(encoding="utf-8"))
    assert (dashboard["uid"], dashboard["title"]) == ("xueshi", "问答助手")
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(set(ids)) == len(ids)
    variables = {variable["name"]: variable for variable in dashboard["templating"]["list"]}
    assert variables["source"]["type"] == "datasource"
    for panel in dashboard["panels"]:
        assert panel["datasource"]["uid"] == "${source}"
        assert panel["title"]
    places = {(x, y) for panel in dashboard["panels"] for x, y in _covered(panel["gridPos"])}
    assert len(places) == sum(panel["gridPos"]["w"] * panel["gridPos"]["h"] for panel in dashboard["panels"])


def _covered(place: dict[str, int]) -> Iterator[tuple[int, int]]:
    for x in range(place["x"], place["x"] + place["w"]):
        assert x < 24
        yield from ((x, y) for y in range(place["y"], place["y"] + place["h"]))


def test_the_scrape_configuration_names_the_default_ports() -> None:
    jobs = yaml.safe_load((FOLDER / "prometheus.yml").read_text(encoding="utf-8"))["scrape_configs"]
    targets = {job["job_name"]: job["static_configs"][0]["targets"] for job in jobs}
    ports = {"xueshi": 5005, "xueshi-actions": ACTION_PORT, "xueshi-console": CONSOLE_PORT}
    assert targets == {name: [f"127.0.0.1:{port}"] for name, port in ports.items()}


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ('sum by (instance, le) (rate(a_bucket{x="y"}[5m]))', {"a_bucket"}),
        ('60 * sum(rate(a{instance=~"$instance"}[1h])) / max(b) and on() (hour() >= 1 < 9)', {"a", "b"}),
        ("topk(20, sum by (faq_id) (increase(c[24h])))", {"c"}),
    ],
)
def test_names_are_found(expression: str, names: set[str]) -> None:
    assert metrics_in(expression) == names
