"""What is to be published is converted and trained beside the draft; users see nothing of it meanwhile."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from converter.output import differences, replace_folder
from launch.publish.store import VersionStore
from owner.folder import GENERATED, content_folder, other_content

FOLDER = "draft"


class NotConverted(Exception):
    """The draft has to be mended first; the converter has said what."""


@contextmanager
def set_aside(store: VersionStore) -> Iterator[Path]:
    """Convert the draft strictly, and let this process work on the result meanwhile; yields what was generated.

    The draft itself only gets what it lacks: ids of new answers. Raises NotConverted, OSError.
    """
    content, aside = content_folder(), store.folder / FOLDER
    shutil.rmtree(aside, ignore_errors=True)
    try:
        # What was generated before comes along, so that the converter says whether anything is new.
        shutil.copytree(content, aside, ignore=shutil.ignore_patterns("source", "talk"))
        _convert(aside / GENERATED)
        with other_content(aside):
            yield aside / GENERATED
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def take_over(generated: Path, into: Path) -> None:
    """Let data/generated be what was published, as the converter would have it."""
    files = {file.name: file.read_text(encoding="utf-8") for file in generated.iterdir()}
    if differences(into, files):
        replace_folder(into, files)


def _convert(out: Path) -> None:
    # Strictly: what goes to users has been explained.
    command = [sys.executable, "-m", "converter", "--strict", "--out", str(out)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise NotConverted
