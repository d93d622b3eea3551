"""Computes a digest of what decides how messages are understood; models with equal digests share their replies."""

import hashlib
import json
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from launch.model import program
from owner.live import ANSWERS, PROFILE
from owner.versions import View
from understanding.trained import METADATA

LEARNT = "train_components."
"""How the names of the folders begin in which a model has what our components learnt."""

ONLY_SHOWN = ("sentences", "staff")
"""Parts of the profile of which only the names matter here: what is said does not change what is understood."""


def understanding_of(model: Path, view: View) -> str:
    """Return a digest of all that decides how a message is understood; "" if the files can't be read.

    It is the program, what the components learnt, their settings, and the profile without its sentences.
    """
    total = hashlib.sha256(program().encode())
    try:
        for name, content in sorted(_parts(model)):
            total.update(f"\n{name} {hashlib.sha256(content).hexdigest()}".encode())
        total.update(view.file(ANSWERS).read_bytes())
        total.update(_profile(view.file(PROFILE)))
    except (OSError, EOFError, zlib.error, tarfile.TarError, ValueError, KeyError):
        return ""
    return total.hexdigest()[:16]


def _parts(model: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(model, "r:gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member)
            if content and path.parent.name.startswith(LEARNT):
                yield str(path), content.read()
            elif content and path.name == METADATA:
                yield METADATA, _settings(content.read())


def _settings(metadata: bytes) -> bytes:
    nodes = json.loads(metadata)["predict_schema"]["nodes"]
    ours = {name: node["config"] for name, node in nodes.items() if node["uses"].startswith("components.")}
    return json.dumps(ours, sort_keys=True).encode()


def _profile(file: Path) -> bytes:
    content = json.loads(file.read_text(encoding="utf-8"))
    for part in ONLY_SHOWN:
        content[part] = sorted(content.get(part) or ())
    return json.dumps(content, sort_keys=True).encode()
