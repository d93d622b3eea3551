"""Two ends of one fact, held together: what stands in a configuration and in the catalog."""

from pathlib import Path
from typing import Any

import yaml

from converter import catalog_file

ROOT = Path(__file__).resolve().parent.parent


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_answers_that_promise_a_person_are_the_same_in_catalog_and_pipeline() -> None:
    catalog = catalog_file.load((ROOT / "data/source/catalog.yml").read_text(encoding="utf-8"))
    promising = {record.id for record in catalog.records if record.outcome == "handoff"}
    [decider] = [part for part in read("config.yml")["pipeline"] if "OutcomeClassifier" in part["name"]]
    assert promising == set(decider["handoff_answers"])


def test_every_button_is_let_through_by_the_channel() -> None:
    domain = read("domain.yml")
    buttons = [b["payload"] for texts in domain["responses"].values() for t in texts for b in t.get("buttons", [])]
    allowed = set(read("credentials.yml")["channels.webchat.WebChatInput"]["payload_intents"])
    assert {payload.lstrip("/") for payload in buttons} | {"ask", "menu", "greet", "none_of_these"} <= allowed
    assert allowed <= {name if isinstance(name, str) else next(iter(name)) for name in domain["intents"]}
