"""Two ends of one fact, held together: what stands in a configuration and in the catalog."""

import re
from pathlib import Path
from typing import Any

import yaml

from actions.city import places_of
from converter.checks.places import listed_places
from owner.live import profile
from tests.converter.real import conversion
from understanding.labels import ASKS_NOTHING
from zh import places

ROOT = Path(__file__).resolve().parent.parent


def read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_the_cities_are_those_of_the_faq() -> None:
    """Staff note "支持地市" and what the answer 学时申报 says of other cities; 枣庄 stands in both lists."""
    profile_ = places_of(profile())
    lists = {name: set(getattr(profile_, name)) for name in ("supported", "disputed", "unsupported")}
    found = {name: set(places) for name, places in listed_places(conversion().lines, conversion().catalog).items()}
    assert lists["disputed"] == found["supported"] & found["unsupported"]
    assert lists["supported"] == found["supported"] - lists["disputed"]
    # The owner's list of the others ends in 等其他区域.
    assert lists["unsupported"] >= found["unsupported"] - lists["disputed"]


def test_every_city_of_the_province_is_in_one_list() -> None:
    assert sorted(places_of(profile()).listed) == sorted(places.cities())


def test_every_button_is_let_through_by_the_channel() -> None:
    domain = read("domain.yml")
    buttons = [b["payload"] for texts in domain["responses"].values() for t in texts for b in t.get("buttons", [])]
    in_code = {"ask", "inform", "menu", "greet", "handoff", "none_of_these", "resume", "rate"}
    allowed = set(read("credentials.yml")["channels.webchat.input.WebChatInput"]["payload_intents"])
    assert {payload.lstrip("/") for payload in buttons} | in_code <= allowed
    assert allowed <= {name if isinstance(name, str) else next(iter(name)) for name in domain["intents"]}


def test_a_message_is_clear_where_it_is_answered() -> None:
    pipeline = {component["name"].rpartition(".")[2]: component for component in read("config.yml")["pipeline"]}
    assert pipeline["FaqClassifier"]["clear_at"] == pipeline["OutcomeClassifier"]["answer_at"]


def test_every_kind_of_small_talk_asks_nothing_or_something() -> None:
    """A complaint and what is out of scope may ask something; a new kind is decided here or in ASKS_NOTHING."""
    texts = [file.read_text(encoding="utf-8") for file in (ROOT / "data/talk").glob("*.yml")]
    intents = {intent for text in texts for intent in re.findall(r"(?m)^- intent: (\w+)$", text)}
    assert intents - ASKS_NOTHING == {"complain", "out_of_scope"}
