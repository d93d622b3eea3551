"""Reads the files of the chat page into memory at start; only these files are served."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rasa.shared.exceptions import RasaException

INDEX = "index.html"
DEMO = "demo.html"
FORM = "form.html"
LAUNCHER = "widget.js"
BUILT = "dist"
PREFIX = "web"
STAMP = ".stamp"
"""Written last by the build, so its presence means a complete build."""

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}
JSON = "application/json; charset=utf-8"

_HASHED = re.compile(r"-[0-9A-Za-z]{8}\.\w+$")
# For shorter bodies the headers of compression cost more than it saves.
_SHORTEST_COMPRESSED = 512


@dataclass(frozen=True)
class Asset:
    """`etag` is weak: the same for compressed and plain content. `is_lasting`: the name changes with the content."""

    body: bytes
    compressed: bytes | None
    content_type: str
    etag: str
    is_lasting: bool = False


def page_assets(folder: Path) -> dict[str, Asset]:
    """Return the built files of `folder` by request path, without the leading slash."""
    built = folder / BUILT
    if not (built / STAMP).is_file():
        raise RasaException(
            f"The chat page is not built: run `make setup`, or `npm ci` and `npm run build` in {folder}."
        )
    top = [built / name for name in (INDEX, DEMO, FORM, LAUNCHER)]
    inner = sorted(file for file in (built / PREFIX).iterdir() if file.suffix in CONTENT_TYPES)
    return {
        **{file.name: _of_file(file) for file in top},
        **{f"{PREFIX}/{file.name}": _of_file(file) for file in inner},
    }


def asset(body: bytes, content_type: str, *, is_lasting: bool = False) -> Asset:
    """Return an Asset of `body` with its compressed form and ETag."""
    # No time stamp, so that each process produces the same bytes.
    compressed = gzip.compress(body, mtime=0) if len(body) >= _SHORTEST_COMPRESSED else None
    return Asset(body, compressed, content_type, f'W/"{hashlib.sha256(body).hexdigest()[:16]}"', is_lasting)


def is_fresh(asset: Asset, request_headers: Mapping[str, str]) -> bool:
    """Return whether the browser already has this version."""
    return asset.etag in (request_headers.get("if-none-match") or "")


def takes_gzip(request_headers: Mapping[str, str]) -> bool:
    """Return whether the browser accepts gzip; "gzip;q=0" means it does not."""
    for offer in (request_headers.get("accept-encoding") or "").lower().split(","):
        coding, _, quality = offer.strip().partition(";")
        if coding.strip() == "gzip":
            return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", quality) is None
    return False


def _of_file(file: Path) -> Asset:
    return asset(file.read_bytes(), CONTENT_TYPES[file.suffix], is_lasting=bool(_HASHED.search(file.name)))
