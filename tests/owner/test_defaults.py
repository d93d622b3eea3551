"""The program's own text replaces a sentence that a profile lacks."""

import json
import re
from pathlib import Path

import pytest
import yaml

from owner import live
from owner.defaults import default_sentences, lacking_sentences, profile_in
from owner.live import PROFILE, LiveFile
from owner.reading import read
from owner.sentences import needed_sentences
from tests.owner.builders import ROLES, library, profile_text

PLACES = {
    "region": "云州", "outside": "外地", "answer": "a_b", "unavailable": "a_c", "supported": ["东城"],
    "cities": {"东城": []},
}  # fmt: skip
ALL = needed_sentences(roles=True, places=True)


def bare_text(without: str | None = None) -> str:
    """Return a profile with roles and places; `without`: the one sentence that it lacks, None: it has none at all."""
    own = {name: "好" for name in ALL if without not in (None, name)}
    return profile_text(roles=ROLES, places=PLACES, sentences=own)


def test_every_sentence_has_a_default_and_no_other_has() -> None:
    assert set(default_sentences()) == set(ALL)
    assert all(text.strip() for text in default_sentences().values())


def test_the_defaults_use_what_is_filled_in() -> None:
    whole = read(profile_text(roles=ROLES, places=PLACES, sentences=dict(default_sentences())))
    assert whole.faults == ()


@pytest.mark.parametrize("name", ALL)
def test_a_profile_without_a_sentence_names_it_and_serves_the_default(name: str) -> None:
    reading = read(bare_text(name))
    assert reading.profile
    [note] = [fault for fault in reading.faults if fault.by_default]
    assert not note.stops
    assert f"“{name}”" in note.message
    assert f"“{default_sentences()[name]}”" in note.message
    expected = default_sentences()[name].replace("{assistant}", "借书证小助手").replace("{platform}", "云州图书馆")
    assert reading.profile.sentences[name] == expected


@pytest.mark.parametrize("text", [bare_text(), re.sub(r"(?ms)^sentences:.*?^(?=\w)", "", bare_text())])
def test_a_profile_without_any_says_so_once_and_serves_the_defaults(text: str) -> None:
    reading = read(text)
    assert reading.profile
    [note] = reading.faults
    assert note.by_default
    assert not note.stops
    assert set(reading.profile.sentences) == set(ALL)


@pytest.mark.parametrize("left", [("menu",), ("menu", "received"), ("choose",), ()])
def test_what_wechat_lacks_is_the_programs_own(left: tuple[str, ...]) -> None:
    whole = yaml.safe_load(profile_text())
    kept = {name: whole["wechat"][name] for name in left}
    reading = read(yaml.safe_dump({**whole, "wechat": kept}, allow_unicode=True))
    assert reading.profile
    assert len(reading.faults) == len(whole["wechat"]) - len(left)
    assert all(fault.by_default and not fault.stops for fault in reading.faults)
    assert reading.profile.wechat.menu
    assert reading.profile.wechat.received["other"]


def test_the_sentence_for_other_messages_in_wechat_has_a_default() -> None:
    whole = yaml.safe_load(profile_text())
    whole["wechat"]["received"] = {"image": "收到图片"}
    reading = read(yaml.safe_dump(whole, allow_unicode=True))
    assert reading.profile
    assert reading.profile.wechat.received["image"] == "收到图片"
    assert "看不懂" in reading.profile.wechat.received["other"]


def test_a_profile_without_its_last_part_may_be_cut_off() -> None:
    text = profile_text()
    reading = read(text[: text.index("wechat:")])
    assert reading.profile is None
    assert ["wechat: {}" in fault.message for fault in reading.faults] == [True]


def test_a_sentence_left_empty_counts_as_missing() -> None:
    text = yaml.safe_load(profile_text())
    text["sentences"]["thank"] = ""
    reading = read(yaml.safe_dump(text, allow_unicode=True))
    assert reading.profile
    assert reading.profile.sentences["thank"] == default_sentences()["thank"]


def test_a_sentence_without_default_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("owner.reading.default_sentences", dict)
    reading = read(bare_text("thank"))
    assert reading.profile is None
    assert "sentences 中缺少“thank”" in [fault.message for fault in reading.faults if fault.stops]


def test_sentences_for_roles_that_there_are_not_are_not_missed() -> None:
    assert lacking_sentences(library()) == []
    assert "ask_role" not in library().sentences


def test_a_version_published_before_a_sentence_serves_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = json.loads(library().json())
    del stored["sentences"]["greet"]
    (tmp_path / "generated").mkdir()
    (tmp_path / "generated" / PROFILE).write_text(json.dumps(stored), encoding="utf-8")
    monkeypatch.setattr(live, "content_folder", lambda: tmp_path)
    served = LiveFile(PROFILE, profile_in).value()
    assert "我是借书证小助手，可以回答云州图书馆的常见问题" in served.sentences["greet"]
    assert served.sentences["thank"] == library().sentences["thank"]
