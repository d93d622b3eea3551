"""The files of the chat page, read once: whatever is not among them does not exist for a visitor."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rasa.shared.exceptions import RasaException

INDEX = "index.html"
LIBRARY = "socket.io.js"
LIBRARY_SOURCE = Path("node_modules/socket.io-client/dist/socket.io.esm.min.js")

CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
}


@dataclass(frozen=True)
class Asset:
    body: bytes
    content_type: str
    etag: str


def page_assets(folder: Path) -> dict[str, Asset]:
    """Return the page's files by name, with the library its scripts import."""
    library = folder / LIBRARY_SOURCE
    if not (folder / INDEX).is_file() or not library.is_file():
        raise RasaException(f"The chat page is not complete: run `npm ci` in the folder {folder}.")
    own = {file.name: file for file in sorted(folder.iterdir()) if file.suffix in CONTENT_TYPES}
    return {name: _asset(file) for name, file in {**own, LIBRARY: library}.items()}


def is_fresh(asset: Asset, request_headers: Mapping[str, str]) -> bool:
    """Say whether the browser already has this version."""
    return asset.etag in (request_headers.get("if-none-match") or "")


def _asset(file: Path) -> Asset:
    body = file.read_bytes()
    return Asset(body, CONTENT_TYPES[file.suffix], f'"{hashlib.sha256(body).hexdigest()[:16]}"')
