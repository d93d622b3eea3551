import json
from pathlib import Path

import pytest

from owner import live
from owner.live import LOOK_AGAIN, LiveFile, answer_titles, profile, using


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(live, "content_folder", lambda: tmp_path)
    (tmp_path / "generated").mkdir()
    return tmp_path / "generated/x.json"


def replace(file: Path, text: str) -> None:
    side = file.with_suffix(".new")
    side.write_text(text, encoding="utf-8")
    side.replace(file)


def test_a_replaced_file_is_read_again_after_a_second(file: Path) -> None:
    now = [100.0]
    reader = LiveFile("x.json", json.loads, lambda: now[0])
    replace(file, "1")
    assert reader.value() == 1
    replace(file, "2")
    assert reader.value() == 1
    now[0] += LOOK_AGAIN
    assert reader.value() == 2


@pytest.mark.parametrize("broken", ["{", None])
def test_a_file_that_cannot_be_read_leaves_what_was_read(
    file: Path, broken: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    now = [100.0]
    reader = LiveFile("x.json", json.loads, lambda: now[0])
    replace(file, "1")
    assert reader.value() == 1
    replace(file, broken) if broken else file.unlink()
    now[0] += LOOK_AGAIN
    assert reader.value() == 1
    assert "x.json" in caplog.text
    replace(file, "3")
    now[0] += LOOK_AGAIN
    assert reader.value() == 3


def test_a_file_that_was_never_there_is_an_error(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LiveFile("x.json", json.loads).value()


def test_another_profile_serves_for_a_while() -> None:
    before = profile()
    other = before.copy(update={"roles": ()})
    with using(other):
        assert profile() is other
    assert profile() is before


def test_titles_come_in_the_order_of_the_catalog() -> None:
    titles = answer_titles()
    assert next(iter(titles)) == "registration_how"
    assert titles["registration_how"].top == 1
    assert titles["registration_how"].lines["unit"]
    assert set(titles["certificate_print"].related) < set(titles)
