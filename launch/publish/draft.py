"""Converts a copy of the draft for a publication, so that nothing changes for users before it is published."""

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
    """The draft has errors, which the converter has printed."""


@contextmanager
def converted_draft(store: VersionStore) -> Iterator[Path]:
    """Convert a copy of the draft strictly and make it this process's content; yield the generated folder.

    The draft itself only gets the ids of new answers. Raises NotConverted, OSError.
    """
    content, aside = content_folder(), store.folder / FOLDER
    shutil.rmtree(aside, ignore_errors=True)
    try:
        # Includes the last generated files, so that the converter can report what is new.
        shutil.copytree(content, aside, ignore=shutil.ignore_patterns("source", "talk"))
        _convert(aside / GENERATED)
        with other_content(aside):
            yield aside / GENERATED
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def take_over(generated: Path, into: Path) -> None:
    """Write the published files into data/generated if they differ."""
    files = {file.name: file.read_text(encoding="utf-8") for file in generated.iterdir()}
    if differences(into, files):
        replace_folder(into, files)


def _convert(out: Path) -> None:
    # Strict, because content with open warnings must not reach users.
    command = [sys.executable, "-m", "converter", "--strict", "--out", str(out)]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode != 0:
        raise NotConverted
