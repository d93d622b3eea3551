"""What an operator gets wrong in a real day, in a copy of the frozen content: named with file and line, and nothing is
written where a user would be harmed; or read as meant.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from converter.__main__ import main
from tests.converter.real import catalog_text
from tests.frozen.project import frozen_project, keep_few_phrasings

FILES = {
    "faq": "data/source/faq.txt",
    "catalog": "data/source/catalog.yml",
    "profile": "data/profile.yml",
    "login": "data/nlu/faq/login.yml",
    "context": "data/nlu/context.yml",
    "negatives": "data/nlu/out_of_scope.yml",
    "talk": "data/talk/small_talk.yml",
    "gate": "data/gate.yml",
}
Edits = Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Mistake:
    """`edits`: file, what stands there, what is written; `at`: file and words of the line that is named."""

    name: str
    edits: Edits
    kind: str = ""
    at: tuple[str, str] = ("", "")


DAY = Path(__file__).with_name("data") / "operators_day.yml"
ROWS: Mapping[str, Any] = yaml.load(DAY.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def mistakes(group: str) -> list[Mistake]:
    return [
        Mistake(
            row["name"],
            [(FILES.get(file, file), old, new) for file, old, new in row["edits"]]
            if "edits" in row
            else deleted(*row["deletes"]),
            row.get("kind", ""),
            (FILES.get(row["at"][0], row["at"][0]), row["at"][1]) if "at" in row else ("", ""),
        )
        for row in ROWS[group]
    ]


def deleted(id_: str, *more: str) -> Edits:
    """Delete an answer as docs/guide/answer.md says: from the FAQ, from the catalog, and its phrasings."""
    record = rf"- id: {id_}\n(?:  .*\n)+"
    match = re.search(record, catalog_text())
    assert match
    questions = (*re.findall(r"\n  - (.*)", match[0]), *more)
    topic = id_.partition("_")[0]
    return [
        *((FILES["faq"], rf"\d+\. {re.escape(question)}\n回复：.*\n\n", "") for question in questions),
        (FILES["catalog"], record, ""),
        (f"data/nlu/faq/{topic}.yml", rf"- intent: faq/{id_}\n(?: .*\n|\n)+", ""),
    ]


STOPPING, NOTES, AS_MEANT = (mistakes(group) for group in ("stops", "notes", "meant"))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a folder with the frozen content, and few of its phrasings. Its copies have the same files, as links."""
    root = tmp_path_factory.mktemp("content")
    shutil.copytree(frozen_project() / "data", root / "data")
    shutil.copyfile(frozen_project() / "domain.yml", root / "domain.yml")
    keep_few_phrasings(root / "data")
    before = everything(root)
    yield root
    assert everything(root) == before, "a file was written in place and not replaced"


def everything(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def done(
    content: Path, folder: Path, wrong: Mistake, capsys: pytest.CaptureFixture[str]
) -> tuple[Path, int, list[str]]:
    """Make the mistake and convert; return the folder, the exit code and what was said of it."""
    root = Path(shutil.copytree(content, folder / "project", copy_function=os.link))
    for name, old, new in wrong.edits:
        text = (root / name).read_text(encoding="utf-8") if old else ""
        edited, times = re.subn(old, new, text) if old else (new, 1)
        assert times, f"{name} has no {old}"
        (root / name).unlink(missing_ok=True)
        (root / name).write_text(edited, encoding="utf-8", newline="")
    before = everything(root)
    code = main(["--root", str(root)])
    if code:
        assert everything(root) == before
    return root, code, capsys.readouterr().err.splitlines()


def names(root: Path, wrong: Mistake, said: Sequence[str], weight: str) -> bool:
    """Say whether the mistake is named with its weight, file and one of the lines in which it stands."""
    file, part = wrong.at
    text = (root / file).read_text(encoding="utf-8") if file else ""
    lines = {number for number, line in enumerate(text.split("\n"), 1) if part.rstrip("\n") in line}
    for line in said:
        match = re.match(rf"{weight} ([^:]+):(\d+): \[({wrong.kind})\] .", line)
        if match and (not file or (match[1] == file and int(match[2]) in lines)):
            return True
    return False


@pytest.mark.parametrize("wrong", STOPPING, ids=lambda wrong: wrong.name)
def test_what_would_harm_users_is_named_and_nothing_is_written(
    content: Path, tmp_path: Path, wrong: Mistake, capsys: pytest.CaptureFixture[str]
) -> None:
    root, code, output = done(content, tmp_path, wrong, capsys)
    assert code == 1
    assert names(root, wrong, output, "停止"), output
    assert output[-1].endswith("data/generated 没有改动，助手仍用改之前的内容服务")


@pytest.mark.parametrize("wrong", NOTES, ids=lambda wrong: wrong.name)
def test_anything_else_is_named_and_served(
    content: Path, tmp_path: Path, wrong: Mistake, capsys: pytest.CaptureFixture[str]
) -> None:
    root, code, output = done(content, tmp_path, wrong, capsys)
    assert code == 0, output
    assert not wrong.kind or names(root, wrong, output, "注意"), output


@pytest.mark.parametrize("meant", AS_MEANT, ids=lambda meant: meant.name)
def test_what_can_be_meant_in_one_way_is_read_so(
    content: Path, tmp_path: Path, meant: Mistake, capsys: pytest.CaptureFixture[str]
) -> None:
    _, code, output = done(content, tmp_path, meant, capsys)
    assert (code, output) == (0, [])


def test_all_files_that_can_not_be_read_are_named_at_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = [one for one in STOPPING if one.name.startswith("a tab")]
    together = Mistake("all", [edit for one in day for edit in one.edits])
    root, code, output = done(content, tmp_path, together, capsys)
    assert code == 1
    assert len(day) == 4
    assert all(names(root, one, output, "停止") for one in day), output


def test_all_that_is_wrong_with_readable_files_is_named_at_once(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("a city left out", "phrasings under an id that is gone", "a telephone number", "a role renamed")
    day = [one for one in STOPPING if one.name in wanted]
    root, code, output = done(content, tmp_path, Mistake("all", [edit for one in day for edit in one.edits]), capsys)
    assert code == 1
    assert len(day) == 4
    assert all(names(root, one, output, "停止") for one in day), output
