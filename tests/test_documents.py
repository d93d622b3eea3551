"""What documents point at exists: links, paths, make targets, modules, settings."""

import ast
import doctest
import importlib.util
import re
from pathlib import Path

import pytest

from settings.processes import PROCESSES
from settings.reading import is_secret, variable_of
from tests.documents import Document, documents, project_files
from tests.running import ROOT
from tests.test_layout import PACKAGES

ALL = documents()
DESIGN = [one for one in ALL if one.name.startswith("docs/design/") and not one.name.endswith("/licences.md")]
DECISIONS = [one for one in ALL if one.name.startswith("docs/decisions/")]
each_document = pytest.mark.parametrize("document", ALL, ids=lambda document: document.name)

SOURCES = frozenset({".py", ".yml", ".toml", ".ts", ".tsx", ".mjs", ".conf", ".service", ".md", ""})
MADE_WHILE_RUNNING = ("var/", "models/", ".tools/")
NO_PATHS = frozenset({"faq/"})
"""An intent of Rasa's, which looks like a folder."""

NAMED_ELSEWHERE = frozenset({"served.json", "unanswered.yml"})
"""Files that appear while the assistant is used."""


@pytest.fixture(scope="module")
def names() -> set[str]:
    return {path.name for path in project_files()}


@pytest.fixture(scope="module")
def variables() -> set[str]:
    fields = [field for kind in PROCESSES.values() for field in kind.__fields__.values()]
    plain = {variable_of(field) for field in fields}
    return plain | {f"{variable_of(field)}_FILE" for field in fields if is_secret(field)}


@pytest.fixture(scope="module")
def constants() -> set[str]:
    modules = [path for path in project_files() if path.suffix == ".py"]
    return {
        name
        for module in modules
        for name in re.findall(r"^([A-Z][A-Z0-9_]+)(?::.*)? = ", module.read_text(encoding="utf-8"), re.MULTILINE)
    }


@each_document
def test_links_and_their_anchors_exist(document: Document) -> None:
    for link in document.links:
        path, _, anchor = link.partition("#")
        target = (document.path.parent / path).resolve() if path else document.path
        assert target.exists(), link
        assert not anchor or anchor in Document(target).anchors, link


@each_document
def test_paths_exist(document: Document, names: set[str]) -> None:
    if document.name == "CHANGELOG.md":
        return  # Its entries name what existed in their version.
    for path in document.paths:
        if not path.startswith(MADE_WHILE_RUNNING) and path not in NO_PATHS:
            assert (ROOT / path).exists() or (document.path.parent / path).exists(), path
    assert set(document.files) <= names | NAMED_ELSEWHERE


@each_document
def test_commands_exist(document: Document) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(document.targets) <= set(re.findall(r"^\.PHONY: ([\w-]+)$", makefile, re.MULTILINE))
    assert [module for module in document.modules if not importlib.util.find_spec(module)] == []


@each_document
def test_settings_exist(document: Document, variables: set[str], constants: set[str]) -> None:
    assert set(document.capitals) <= variables | constants


def test_pages_that_code_and_data_name_exist() -> None:
    for path in project_files():
        if path.suffix in SOURCES:
            for page in re.findall(r"docs/[\w/-]+\.md", path.read_text(encoding="utf-8", errors="ignore")):
                # A benchmark names the page that it will write.
                assert (ROOT / page).exists() or page.startswith("docs/benchmarks/"), f"{path}: {page}"


def test_pages_stand_on_a_shelf() -> None:
    folder = ROOT / "docs"
    shelves = {"guide", "design", "decisions", "benchmarks"}
    assert [path.name for path in folder.glob("*.md")] == ["index.md"]
    assert {path.parent.name for path in folder.rglob("*.md")} == {*shelves, "docs"}


@pytest.mark.parametrize("shelf", ["guide", "design", "decisions", "benchmarks"])
def test_the_index_of_each_shelf_lists_its_pages(shelf: str) -> None:
    index = Document(ROOT / "docs" / shelf / "index.md")
    pages = {path.name for path in index.path.parent.glob("*.md")} - {"index.md"}
    assert pages <= set(index.links)


@pytest.mark.parametrize("document", [*DESIGN, *DECISIONS], ids=lambda document: document.name)
def test_sentences_are_short(document: Document) -> None:
    long = [
        sentence
        for sentence in document.sentences
        if len(re.findall(r"[\w'.%–-]*[a-zA-Z0-9][\w'.%–-]*", sentence)) > 30
    ]
    assert long == []


@pytest.mark.parametrize("document", DESIGN, ids=lambda document: document.name)
def test_a_page_of_design_opens_with_a_picture(document: Document) -> None:
    assert re.search(r"^```|^!\[", "\n".join(document.text.splitlines()[:15]), re.MULTILINE)


@pytest.mark.parametrize("document", [one for one in DESIGN if ">>> " in one.text], ids=lambda document: document.name)
def test_what_a_page_runs_gives_what_it_says(document: Document) -> None:
    result = doctest.testfile(str(document.path), module_relative=False, encoding="utf-8")
    assert (result.failed, result.attempted > 0) == (0, True)


def test_records_of_decisions_are_numbered_and_have_one_form() -> None:
    records = [one for one in DECISIONS if not one.name.endswith("/index.md")]
    for number, record in enumerate(records, start=1):
        assert record.path.name.startswith(f"{number:04d}-")
        assert record.text.startswith(f"# {number}. ")
        assert {"context", "choice", "consequences"} <= record.anchors, record.name


@pytest.mark.parametrize("package", [*PACKAGES, "benchmarks", "tools"])
def test_a_package_lists_modules_that_exist(package: str) -> None:
    folder = ROOT / package
    text = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    rows = re.findall(r"^ *([a-z_]+(?:, [a-z_]+)*) {2,}\S", text, re.MULTILINE)
    assert rows
    assert all(f"`{package}/" in Document(ROOT / page).text for page in ("README.md", "docs/design/index.md"))
    for name in ", ".join(rows).split(", "):
        assert (folder / f"{name}.py").exists() or (folder / name).is_dir(), name


def test_what_a_page_names_is_read(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# A, b\n[a](b.md#c) `x/y.py` `z.yml`\n\n    make nothing\n\n`python -m no.such` 设NO_SUCH=1\n",
        encoding="utf-8",
    )
    made = Document(page)
    assert (made.links, made.paths, made.files) == (["b.md#c"], ["x/y.py"], ["z.yml"])
    assert (made.targets, made.modules, made.capitals) == (["nothing"], ["no.such"], ["NO_SUCH"])
    assert made.anchors == {"a-b"}
