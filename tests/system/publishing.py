"""An owner who edits the content of a library, publishes it and goes back, for tests with users who talk meanwhile."""

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from launch.publish.store import VersionStore
from owner.versions import published_folder
from tests.frozen.project import keep_few_phrasings, keep_vectors, little_project
from tests.system.test_institutions import content_of

QUESTION, ID = "押金能退吗", "banzheng_yajin_tui"
TITLE = "押金怎么退"
WORDS = "原路退回"


@dataclass
class Owner:
    """Edits the draft in `content`; each edition of the answer has its number in its words and in its title.

    `project`: its commands run there.
    """

    project: Path
    content: Path
    environment: dict[str, str]
    store: VersionStore

    def edit(self, number: int) -> None:
        self._replace("source/faq.txt", rf"{WORDS}(（第\d+版）)?", f"{WORDS}（第{number}版）")
        self._replace("source/catalog.yml", rf"title: {TITLE}\d*", f"title: {TITLE}{number}")

    def add(self, entry: str) -> None:
        faq = self.content / "source/faq.txt"
        faq.write_text(faq.read_text(encoding="utf-8") + entry, encoding="utf-8")

    async def launch(self, *arguments: str) -> tuple[int, str]:
        """Run `python -m launch …`; returns its exit code and what it said."""
        return await self._run("launch", *arguments)

    async def _run(self, *arguments: str) -> tuple[int, str]:
        process = await self.start(*arguments)
        output, _ = await asyncio.wait_for(process.communicate(), 300)
        assert process.returncode is not None
        return process.returncode, output.decode()

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *arguments),
            cwd=self.project, env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    async def publish(self) -> str:
        code, output = await self.launch("publish", "--yes", "--by", "王五")
        assert code == 0, output
        return output

    def mean(self, word: str, meaning: str) -> None:
        """Add a synonym."""
        profile = self.content / "profile.yml"
        profile.write_text(f"{profile.read_text(encoding='utf-8')}\nsynonyms:\n  {word}: {meaning}\n", encoding="utf-8")

    async def convert(self) -> None:
        code, output = await self._run("converter", "--content", str(self.content))
        assert code == 0, output

    def _replace(self, name: str, old: str, new: str) -> None:
        file = self.content / name
        file.write_text(re.sub(old, new, file.read_text(encoding="utf-8")), encoding="utf-8")


def library_owner(folder: Path, more: Mapping[str, str]) -> Owner:
    """Return the owner of a library's content in a project of its own below `folder`. `more`: its environment."""
    project = little_project(folder / "project")
    # Of small talk: most of what a training of the library's few answers learns.
    keep_few_phrasings(project / "data")
    keep_vectors(project)
    content = content_of("library", folder)
    environment = {**os.environ, "CONTENT": str(content), **more}
    owner = Owner(project, content, environment, VersionStore(published_folder(project, content)))
    owner.edit(0)
    return owner


def edition(message: dict[str, Any]) -> int:
    """Return which edition of the answer the message is; fails where its words and its title are of two."""
    assert message["metadata"]["faq_id"] == ID, message
    words, title = re.search(rf"{WORDS}（第(\d+)版）", message["text"]), message["metadata"]["title"]
    assert words, message
    assert title == f"{TITLE}{words[1]}", (title, message["text"])
    return int(words[1])


def changes(editions: list[int]) -> list[int]:
    """Return the editions that somebody got, each once in a row."""
    return [edition_ for at, edition_ in enumerate(editions) if at == 0 or editions[at - 1] != edition_]
