"""Finds the model of the present files, and trains it if it is missing."""

import fcntl
import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from launch.environment import ROOT
from launch.model_file import objection
from owner.folder import GENERATED, content_folder
from owner.live import PROFILE
from owner.profile import Profile

# All that a trained model is made from.
SOURCES = (
    "config.yml",
    "domain.yml",
    "data/rules.yml",
    "data/talk/*.yml",
    "components/**/*.py",
    "components/**/*.yml",
    "understanding/**/*.py",
    "understanding/**/*.yml",
    "zh/**/*.py",
    "zh/**/*.yml",
    "requirements.txt",
    # How it is trained.
    "launch/importer.py",
    "owner/**/*.py",
    "converter/checks/negatives.py",
    "launch/programs.py",
    "launch/training.py",
    "launch/rasa_patches/yaml_reading.py",
)
PROGRAM = tuple(source for source in SOURCES if source.startswith(("components/", "understanding/", "zh/", "owner/")))
"""What a server has read into its memory when it began: a model made with something else needs another server."""

MOST_KEPT = 3
_NAME = "[0-9a-f]" * 16 + ".tar.gz"
_SIDE = ".training-"

Train = Callable[[Path], None]
"""Trains the project in the working directory into the given file, which does not exist yet, or raises."""


class TrainingFailed(Exception):
    """Training ended without a model; it has said why itself."""


CONTENT = ("generated/*.yml", "nlu/**/*.y*ml", "nlu/**/*.Y*ML")
"""The same below the folder of the content. What is only shown stands in generated/*.json."""


def digest(root: Path = ROOT, sources: Iterable[str] = SOURCES, content: Iterable[str] = CONTENT) -> str:
    """A name for the present sources, given as patterns: other content, another name."""
    total = hashlib.sha256(platform.python_version().encode())
    for folder, patterns in ((root, sources), (content_folder(root), content)):
        total.update(_files(folder, patterns))
    total.update(_words(content_folder(root)))
    return total.hexdigest()[:16]


def program(root: Path = ROOT) -> str:
    """Return a digest of the program that understands messages."""
    return hashlib.sha256(_files(root, PROGRAM)).hexdigest()[:16]


def _files(folder: Path, patterns: Iterable[str]) -> bytes:
    lines = []
    for path in sorted(chain.from_iterable(folder.glob(pattern) for pattern in patterns)):
        inside = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"\n{path.relative_to(folder).as_posix()} {inside}")
    return "".join(lines).encode()


def _words(content: Path) -> bytes:
    """Return the profile's synonyms, and the words of its roles and places: examples are read with these."""
    try:
        profile = Profile.parse_raw((content / GENERATED / PROFILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return b""
    return profile.understood().encode()


def ensure_trained(train: Train, root: Path = ROOT) -> Path:
    """The model of the present sources; trained now if need be, once even if several processes ask for it.

    A file of its name that was cut off, or that was put there from elsewhere, is none.
    """
    folder = root / "models"
    folder.mkdir(exist_ok=True)
    model = present_path(root)
    if _is_of_no_use(model, root):
        with _alone(folder):
            # Another process may have put a good one there meanwhile.
            if _is_of_no_use(model, root):
                print(f"模型 {model.name} 用不了（{objection(model, root)}），重新训练。", flush=True)
                model.unlink()
    while not model.exists():
        with _alone(folder):
            # Another process may have trained it while this one waited.
            if not model.exists():
                _train_aside(train, model, root)
                _prune(folder)
        model = present_path(root)
    # Pruning goes by age, and a model in use is not old.
    os.utime(model)
    return model


def can_train(root: Path = ROOT) -> bool:
    """Say whether there is what a model is made from: an image has only the model."""
    return (root / "data").is_dir() and (root / "converter").is_dir()


def _is_of_no_use(model: Path, root: Path) -> bool:
    return model.exists() and objection(model, root) is not None


def present_path(root: Path = ROOT) -> Path:
    """Return where the model of the present sources stands, or will stand."""
    return root / "models" / f"{digest(root)}.tar.gz"


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / ".lock").open("w") as lock:
        # The system lets go of it when the process ends, in whatever way.
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _train_aside(train: Train, model: Path, root: Path) -> None:
    """The model's name appears only once it is complete and its sources are still those the name stands for."""
    for abandoned in model.parent.glob(f"{_SIDE}*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_SIDE, dir=model.parent) as side:
        trained = Path(side, model.name)
        train(trained)
        if present_path(root) == model:
            trained.replace(model)


def _prune(folder: Path) -> None:
    """Remove all but the youngest models of ours; one that somebody named by hand stays."""
    youngest_first = sorted(folder.glob(_NAME), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in youngest_first[MOST_KEPT:]:
        old.unlink(missing_ok=True)
