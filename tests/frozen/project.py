"""A copy of the project with the content of tests/frozen/data/: the owner may edit data/, and no test of the program
sees it.

`python -m tests.frozen.project` takes the present content over.
"""

import atexit
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from converter.__main__ import main as convert

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = Path(__file__).with_name("data")
FROZEN = ("profile.yml", "logo.svg", "gate.yml", "canary.yml", "source", "nlu/faq", "nlu/context.yml")
"""What names answers or contexts, and the logo, below data/. All else is the program's and is tested as it is."""

KEPT = ROOT / "var/frozen"
"""Here stands what the frozen content was converted to in the last day; nothing else."""
A_DAY = 24 * 60 * 60
CONVERTED = ("converter", "data", "domain.yml", "owner", "understanding", "zh")
"""What conversion may depend on: what is read, and all that the converter may import (tests/test_layout.py)."""
FEW = 3
"""Phrasings of an intent that `keep_few_phrasings` leaves."""


def copy_project(folder: Path) -> None:
    """Copy the project into the new `folder`; the page is the same, and models are stored with the project's own."""
    # With what is compiled of it: servers of the copy need not compile it anew.
    left_out = shutil.ignore_patterns(".*", "models", "node_modules", "var", "web")
    shutil.copytree(ROOT, folder, ignore=left_out, copy_function=_copy_or_link)
    (ROOT / "models").mkdir(exist_ok=True)
    for name in ("web", "models"):
        (folder / name).symlink_to(ROOT / name)


def _copy_or_link(source: str, target: str) -> None:
    """Copy a file; link what was compiled, half of all, which Python replaces and never writes in place."""
    if source.endswith(".pyc"):
        with suppress(OSError):
            return os.link(source, target)
    shutil.copy2(source, target)


@lru_cache(maxsize=1)
def frozen_project() -> Path:
    """Return the folder of the copy, made once in this process and removed at its end."""
    folder = Path(tempfile.mkdtemp(prefix="frozen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    project = folder / "project"
    copy_project(project)
    _replace(project / "data", CONTENT)
    _generate(project)
    return project


def _generate(project: Path) -> None:
    """Convert the content, or take what an earlier process made of the same content with the same program."""
    generated, kept = project / "data/generated", KEPT / _digest(project)
    if kept.is_dir():
        shutil.rmtree(generated)
        shutil.copytree(kept, generated)
        return
    if convert(["--root", str(project)]):
        raise AssertionError(f"{CONTENT} can't be converted")
    KEPT.mkdir(parents=True, exist_ok=True)
    _forget_old()
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        # Whole or not at all: another worker may be doing the same.
        made = Path(shutil.copytree(generated, Path(folder) / "generated"))
        with suppress(OSError):
            made.rename(kept)


def _forget_old() -> None:
    for old in KEPT.iterdir():
        with suppress(OSError):
            if time.time() - old.stat().st_mtime > A_DAY:
                shutil.rmtree(old)


def _digest(project: Path) -> str:
    """Return a digest of all that conversion may depend on."""
    digest = hashlib.sha256(sys.version.encode())
    for top in (project / name for name in CONVERTED):
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(project)}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def little_project(folder: Path) -> Path:
    """Copy the frozen project into the new `folder`, without the further phrasings of answers, and return it: most of
    what is taught, and no model stands there.
    """
    left_out = shutil.ignore_patterns("models", "tests", "docs")
    shutil.copytree(frozen_project(), folder, symlinks=True, ignore=left_out)
    for file in (folder / "data/nlu/faq").iterdir():
        file.unlink()
    return folder


def keep_few_phrasings(data: Path) -> None:
    """Leave a few examples of each intent in copied content. With all of them a conversion takes seconds more, and a
    training 44 s of a core in place of 6.
    """
    for folder in ("nlu", "talk"):
        for file in (data / folder).rglob("*.yml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(rf"((?:    - .*\n){{{FEW}}})(?:    - .*\n)+", r"\1", text), encoding="utf-8")


def ask_less_of_the_model(data: Path) -> None:
    """Let the gate of copied content be content with what a model knows of few phrasings."""
    gate = data / "gate.yml"
    text, times = re.subn("(?m)^questions_right_at_least: .*", "questions_right_at_least: 0.4", gate.read_text("utf-8"))
    assert times == 1
    gate.write_text(text, encoding="utf-8")


@lru_cache(maxsize=1)
def frozen_model() -> Path:
    """Return the model of the frozen content; trained when it is not there. A copy of this process's own: other
    processes train beside the project's models, and the oldest of those are removed.
    """
    command = [sys.executable, "-m", "launch", "train"]
    done = subprocess.run(command, cwd=frozen_project(), capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    trained = frozen_project() / done.stdout.splitlines()[-1]
    own = frozen_project().with_name("models")
    own.mkdir()
    for name in (trained.name, "vectors.npz"):
        shutil.copyfile(trained.with_name(name), own / name)
    return own / trained.name


def keep_vectors(project: Path) -> None:
    """Give a project without models what is known about the texts of the frozen content: training there need not
    compute it anew, which takes most of its time.
    """
    (project / "models").mkdir()
    shutil.copy(frozen_model().with_name("vectors.npz"), project / "models")


def _replace(data: Path, by: Path) -> None:
    for name in FROZEN:
        old, new = data / name, by / name
        if new.is_dir():
            shutil.rmtree(old, ignore_errors=True)
            shutil.copytree(new, old)
        else:
            shutil.copyfile(new, old)


if __name__ == "__main__":
    _replace(CONTENT, ROOT / "data")
