"""Writes and reads the archive: a tar file with a digest of each file in it, readable by its owner alone."""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from launch.backup.databases import NAME, BackupFailed
from persistence.private import FILE, private_folder

MANIFEST = "manifest.json"
FORM = 1
CHUNK = 1 << 20


def write(archive: Path, files: Mapping[str, Path], about: Mapping[str, str]) -> None:
    """Write the files under their names, and `about` beside their digests; raises BackupFailed if the file exists."""
    if archive.exists():
        raise BackupFailed(f"{archive} 已经存在，没有改动：请换一个文件名（make backup OUT=…）。")
    private_folder(archive.parent)
    part = archive.with_name(f".{archive.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE), "wb") as stream:
            _fill(stream, files, about)
            os.fsync(stream.fileno())
        os.link(part, archive)
    except FileExistsError:
        raise BackupFailed(f"{archive} 已经存在，没有改动。") from None
    finally:
        part.unlink(missing_ok=True)


def _fill(stream: Any, files: Mapping[str, Path], about: Mapping[str, str]) -> None:
    digests: dict[str, str] = {}
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, path in files.items():
            tar.add(path, name, recursive=False)
            digests[name] = digest(path)
        manifest = json.dumps({"form": FORM, **about, "files": digests}, ensure_ascii=False, indent=1).encode()
        there = tarfile.TarInfo(MANIFEST)
        there.size = len(manifest)
        there.mode = FILE
        tar.addfile(there, io.BytesIO(manifest))


def unpack(archive: Path, folder: Path) -> Mapping[str, Any]:
    """Put all files into the folder; return the manifest. Raises BackupFailed if anything is missing or changed."""
    try:
        with gzip.open(archive) as unpacked:
            with tarfile.open(fileobj=unpacked, mode="r|") as tar:
                for member in tar:
                    _put(tar, member, folder)
            while unpacked.read(CHUNK):
                pass
        manifest: Mapping[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        digests = manifest["files"]
        good = manifest["form"] == FORM and all(digest(folder / name) == expected for name, expected in digests.items())
    except FileNotFoundError:
        raise BackupFailed(f"没有备份文件 {archive}，或它不完整。") from None
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError, ValueError, KeyError, TypeError, AttributeError):
        good = False
    if not good:
        raise BackupFailed(f"{archive} 不是备份，或者不完整、被改动过：没有恢复任何东西，请换一个备份。")
    return manifest


def _put(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    path = PurePosixPath(member.name)
    content = tar.extractfile(member)
    if content is None or path.is_absolute() or ".." in path.parts or not member.isreg():
        raise ValueError(member.name)
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as stream:
        while chunk := content.read(CHUNK):
            stream.write(chunk)


def digest(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def database_in(manifest: Mapping[str, Any]) -> str | None:
    """Return the kind of database that is in the archive; None: none was there."""
    return next((kind for kind, name in NAME.items() if name in manifest["files"]), None)
