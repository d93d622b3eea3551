"""A version shows its own file, or the draft's if that is newer and the training data are the same."""

import json
import os
from pathlib import Path

import pytest

from owner.versions import View, keep_live, published_folder, view_of, waits_for_publication


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Return a view whose version and draft are alike, the draft younger."""
    version, draft = tmp_path / "published/3/generated", tmp_path / "draft"
    for folder, at in ((version, 100), (draft, 200)):
        folder.mkdir(parents=True)
        (folder / "login.yml").write_text("nlu: []", encoding="utf-8")
        (folder / "answers.json").write_text("{}", encoding="utf-8")
        os.utime(folder / "answers.json", (at, at))
    return View(version, draft)


def test_a_younger_draft_that_teaches_the_same_is_shown(view: View) -> None:
    assert view.draft
    assert view.file("answers.json") == view.draft / "answers.json"


def test_a_draft_with_other_answers_is_not(view: View) -> None:
    assert view.draft
    (view.draft / "login.yml").write_text("nlu: [one]", encoding="utf-8")
    assert view.file("answers.json") == view.folder / "answers.json"


def test_nor_one_that_is_older(view: View) -> None:
    assert view.draft
    os.utime(view.draft / "answers.json", (100, 100))
    assert view.file("answers.json") == view.folder / "answers.json"


def test_nor_any_after_going_back(view: View) -> None:
    (view.folder.parent.parent / "served.json").write_text(json.dumps({"pinned": True}), encoding="utf-8")
    assert view.file("answers.json") == view.folder / "answers.json"


def test_nor_one_that_is_gone(view: View) -> None:
    assert view.draft
    (view.draft / "answers.json").unlink()
    assert view.file("answers.json") == view.folder / "answers.json"


@pytest.mark.parametrize("number", ["", "..", "4/../3", "3/", "x"])
def test_what_is_no_number_names_no_version(tmp_path: Path, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT", str(tmp_path / "content"))
    (published_folder(tmp_path) / "3/generated").mkdir(parents=True)
    assert view_of(number, tmp_path) is None
    result = view_of("3", tmp_path)
    assert result
    assert (result.name, result.draft) == ("3", tmp_path / "content/generated")


def test_each_content_has_versions_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTENT", "one/content")
    one = published_folder(tmp_path)
    monkeypatch.setenv("CONTENT", "two/content")
    assert one != published_folder(tmp_path)


def test_what_users_saw_of_the_draft_stays_when_the_draft_gets_other_answers(view: View) -> None:
    assert view.draft
    (view.draft / "answers.json").write_text('{"title": "new"}', encoding="utf-8")
    keep_live(view.draft, view.folder.parent.parent)
    (view.draft / "login.yml").write_text("nlu: [one]", encoding="utf-8")
    (view.draft / "answers.json").write_text("{}", encoding="utf-8")
    keep_live(view.draft, view.folder.parent.parent)
    assert view.file("answers.json").read_text(encoding="utf-8") == '{"title": "new"}'
    assert waits_for_publication(view.draft, view.folder.parent.parent)


def test_but_not_what_is_older_than_the_version_nor_after_going_back(view: View) -> None:
    assert view.draft
    keep_live(view.draft, view.folder.parent.parent)
    (view.draft / "login.yml").write_text("nlu: [one]", encoding="utf-8")
    (view.folder.parent.parent / "served.json").write_text(json.dumps({"pinned": True}), encoding="utf-8")
    assert view.file("answers.json") == view.folder / "answers.json"
    (view.folder.parent.parent / "served.json").unlink()
    os.utime(view.folder / "answers.json")
    assert view.file("answers.json") == view.folder / "answers.json"


def test_the_draft_is_shown_again_once_it_teaches_the_same(view: View) -> None:
    assert view.draft
    keep_live(view.draft, view.folder.parent.parent)
    assert view.file("answers.json") == view.draft / "answers.json"
    assert not waits_for_publication(view.draft, view.folder.parent.parent)


def test_nothing_waits_without_a_version(tmp_path: Path) -> None:
    assert not waits_for_publication(tmp_path, tmp_path / "published")


def with_synonyms(folder: Path, synonyms: dict[str, str], at: int) -> None:
    file = folder / "profile.json"
    file.write_text(json.dumps({"synonyms": synonyms, "sentences": {"greet": str(at)}}), encoding="utf-8")
    os.utime(file, (at, at))


@pytest.mark.parametrize(("synonyms", "shown"), [({"甲": "乙"}, True), ({"甲": "丙"}, False), ({}, False)])
def test_a_draft_with_other_synonyms_waits_for_its_publication(
    view: View, synonyms: dict[str, str], shown: bool
) -> None:
    assert view.draft
    with_synonyms(view.folder, {"甲": "乙"}, 100)
    with_synonyms(view.draft, synonyms, 200)
    for name in ("profile.json", "answers.json"):
        assert view.file(name) == (view.draft if shown else view.folder) / name
    assert waits_for_publication(view.draft, view.folder.parent.parent) is not shown


def test_a_damaged_profile_is_one_without_synonyms(view: View) -> None:
    assert view.draft
    (view.draft / "profile.json").write_text("[", encoding="utf-8")
    assert view.file("answers.json") == view.draft / "answers.json"
