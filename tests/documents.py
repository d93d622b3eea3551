"""Reads what documents point at (links, paths, make targets, modules, settings), and their sentences."""

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.running import ROOT

TOPS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")

_NOT_OURS = frozenset({"node_modules", "var", "dist", "models"})


@dataclass(frozen=True)
class Document:
    """A page in Markdown. Each property lists what the page names, in its order."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def links(self) -> list[str]:
        """Targets of relative links and pictures, with their anchors."""
        return [link for link in re.findall(r"\]\(([^()\s]+)\)", self.text) if not re.match(r"[a-z]+:", link)]

    @property
    def paths(self) -> list[str]:
        """Paths with a folder in them that stand in backticks."""
        return re.findall(r"`([\w.-]+(?:/[\w.-]+)+/?|[\w.-]+/)`", self.text)

    @property
    def files(self) -> list[str]:
        """Names of files, without their folder, that stand in backticks."""
        return re.findall(r"`([\w.-]+\.(?:py|ya?ml|tsx?|mjs|md|txt|tsv|json|conf|toml))`", self.text)

    @property
    def targets(self) -> list[str]:
        """Targets of make that stand in code."""
        return re.findall(r"(?:`|^ {4,}|&& )(?:[A-Z_]+=\S+ )*make ([a-z][\w-]*)", self.text, re.MULTILINE)

    @property
    def modules(self) -> list[str]:
        """Modules that `python -m` runs."""
        return re.findall(r"python -m ([\w.]+\w)", self.text)

    @property
    def capitals(self) -> list[str]:
        """Names in capitals with an underscore: variables of the environment, and constants of the code."""
        return re.findall(r"(?<![A-Za-z0-9_.{/$])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_.])", self.text)

    @property
    def sentences(self) -> list[str]:
        """Sentences of paragraphs, points of lists and cells of tables; code counts as a word."""
        text = re.sub(r"```.*?```", "", self.text, flags=re.DOTALL)
        text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", re.sub(r"`[^`]*`", "Code", text))
        lines = [line for line in text.split("\n") if not line.startswith(("    ", "#"))]
        blocks = re.split(r"\n\s*\n|\n\s*(?:[-*]|\d+\.) |\||\n(?=\|)", "\n".join(lines))
        return [one for block in blocks for one in re.split(r"(?<=[.!?])[*)]*\s+(?=\W*[A-Z0-9\u4e00-\u9fff])", block)]

    @cached_property
    def anchors(self) -> set[str]:
        """Anchors of the headings, as GitHub makes them."""
        headings = re.findall(r"^#+ (.+)$", self.text, re.MULTILINE)
        return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def documents() -> list[Document]:
    """Return all pages for people. Transcripts in benchmarks/ are data."""
    return [Document(path) for path in (*(ROOT / name for name in TOPS), *sorted((ROOT / "docs").rglob("*.md")))]


def project_files() -> list[Path]:
    """Return the files of the project, without what is installed, built or kept while it runs."""
    files: list[Path] = []
    for folder, below, names in os.walk(ROOT):
        below[:] = [name for name in below if not name.startswith(".") and name not in _NOT_OURS]
        files += (Path(folder, name) for name in names)
    return files
