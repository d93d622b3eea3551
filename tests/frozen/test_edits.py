"""The owner edits the content as CONTRIBUTING says: the tests of the content that is served stay green."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from converter.__main__ import main as convert
from tests.converter.conftest import remembering as remembering
from tests.frozen.project import frozen_project, keep_few_phrasings

CONTENT_TESTS = (
    "tests/content",
    "tests/channels/test_page_data.py",
    "tests/benchmarks/understanding/test_sets.py",
    "tests/test_data_agrees.py",
)
"""All that read data/, with those that the recipes name; every other test has the frozen content, or one of its own."""

DELETED = "complaint_export"

ADDED = "transfer_pingtai_gongzhong"
"""The id that the added entry gets."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project whose content is the frozen one, to be edited."""
    return Path(shutil.copytree(frozen_project(), tmp_path / "project", symlinks=True))


def edit(file: Path, pattern: str, by: str) -> None:
    text, times = re.subn(pattern, by, file.read_text(encoding="utf-8"))
    assert times == 1, pattern
    file.write_text(text, encoding="utf-8")


def add(project: Path) -> None:
    edit(
        project / "data/source/faq.txt", "(?=7. 怎么调到临时单位\n)", "8. 平台有没有公众号\n回复：请搜索平台名称。\n\n"
    )


def teach(project: Path) -> None:
    """By hand, an id that has no phrasings yet: its block under the others of its topic."""
    file = project / "data/nlu/faq/transfer.yml"
    block = f"- intent: faq/{ADDED}\n  examples: |\n    - 微信上能关注你们吗\n    - 公众号叫啥名\n"
    file.write_text(read(file).rstrip("\n") + "\n" + block, encoding="utf-8")


def reword(project: Path) -> None:
    edit(project / "data/source/faq.txt", "抱歉，临时单位无人审核", "抱歉，临时单位没有人审核")
    edit(project / "data/source/faq.txt", "1. 怎么打印证书\n", "1. 证书要怎么打印\n")
    edit(project / "data/source/catalog.yml", "title: 证书怎么下载打印\n", "title: 下载、打印证书\n")


def move(project: Path) -> None:
    faq = project / "data/source/faq.txt"
    [entry] = re.findall("6. 那离职的人员怎么办.*\n.*\n\n", faq.read_text(encoding="utf-8"))
    edit(faq, re.escape(entry), "")
    edit(faq, "(?<=# 单位调转\n)", entry)


def delete(project: Path) -> None:
    record = rf"(?s)- id: {DELETED}\n.*?(?=- id: )"
    [matches] = re.findall(record, read(project / "data/source/catalog.yml"))
    for question in re.findall(r"\n  - (.*)", matches):
        edit(project / "data/source/faq.txt", rf"\d+\. {re.escape(question)}\n回复：.*\n", "")
    edit(project / "data/source/catalog.yml", record, "")
    edit(project / "data/nlu/faq/complaint.yml", rf"(?s)- intent: faq/{DELETED}\n.*?(?=- intent: |\Z)", "")


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def generated(project: Path) -> Mapping[str, str]:
    return {file.name: read(file) for file in (project / "data/generated").iterdir()}


def test_an_added_entry_changes_two_generated_files(project: Path) -> None:
    keep_few_phrasings(project / "data")
    before = generated(project)
    add(project)
    assert convert(["--root", str(project)]) == 0
    after = generated(project)
    assert {name for name in after if after[name] != before.get(name)} == {"transfer.yml", "answers.json"}
    assert set(after) == set(before)


def test_no_edit_breaks_a_test_of_the_content(project: Path) -> None:
    for change in (add, reword, move, delete):
        change(project)
    assert convert(["--root", str(project)]) == 0
    before = generated(project)
    teach(project)
    assert convert(["--root", str(project)]) == 0
    assert generated(project) == before, "CONTRIBUTING says: nothing is generated from phrasings"
    assert f"utter_faq/{ADDED}" in generated(project)["transfer.yml"]
    assert "导出" not in generated(project)["complaint.yml"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *CONTENT_TESTS]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
