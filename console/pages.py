"""Serves the desk's page and its files, which are read once. Each page gets a nonce for its styles."""

import gzip
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from console.http.headers import LASTING, REVALIDATED, headers, page_policy
from console.http.problem import NO_SUCH_ADDRESS, refused

FOLDER = Path("web/dist/console")
INDEX = "index.html"
NONCE = "{{nonce}}"
NOT_BUILT = "<!doctype html><meta charset=utf-8><title>人工接待</title><p>网页还没有安装，请运行 make setup。"

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".mp3": "audio/mpeg",
    ".txt": "text/plain; charset=utf-8",
}

_HASHED = re.compile(r"-[0-9A-Za-z]{8}\.\w+$")


@dataclass(frozen=True)
class File:
    body: bytes
    compressed: bytes
    content_type: str
    caching: str


class ConsolePages:
    """Answers requests for the page and its files. `folder`: the output of the build; without it a page says so."""

    def __init__(self, folder: Path = FOLDER) -> None:
        index = folder / INDEX
        self._index = index.read_text(encoding="utf-8") if index.is_file() else NOT_BUILT
        self._files: Mapping[str, File] = {file.name: _file(file) for file in _assets(folder)}

    async def index(self, _: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        page = self._index.replace(NONCE, nonce)
        return Response(page, media_type="text/html", headers=headers(page_policy(nonce)))

    async def asset(self, request: Request) -> Response:
        file = self._files.get(request.path_params["name"])
        if file is None:
            return refused(request, NO_SUCH_ADDRESS)
        page_headers = headers(caching=file.caching)
        if "gzip" in request.headers.get("accept-encoding", ""):
            more = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            return Response(file.compressed, media_type=file.content_type, headers={**page_headers, **more})
        return Response(file.body, media_type=file.content_type, headers={**page_headers, "Vary": "Accept-Encoding"})


def _assets(folder: Path) -> list[Path]:
    assets = folder / "assets"
    return [file for file in sorted(assets.iterdir()) if file.suffix in CONTENT_TYPES] if assets.is_dir() else []


def _file(file: Path) -> File:
    body = file.read_bytes()
    caching = LASTING if _HASHED.search(file.name) else REVALIDATED
    return File(body, gzip.compress(body, mtime=0), CONTENT_TYPES[file.suffix], caching)
