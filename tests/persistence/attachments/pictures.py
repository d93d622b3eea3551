"""Pictures made for tests: good ones, and files that only claim to be pictures."""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from PIL import Image

MARK = b"<script>alert(document.domain)</script>"
"""What a polyglot carries beside the picture."""


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    """Return a file with a dark left half and a light right half."""
    image = Image.new(mode, size, 255)
    image.paste(0, (0, 0, size[0] // 2, size[1]))
    made = io.BytesIO()
    image.save(made, kind, **more)
    return made.getvalue()


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """Return the beginning of a PNG of this size in one byte a pixel, with what follows it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


def png_of(width: int, height: int) -> bytes:
    """Return a whole PNG of this size, black, in one bit a pixel; drawing it would take seconds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    packer = zlib.compressobj(1)
    line = bytes(1 + (width + 7) // 8)
    lines = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    """Return a small JPEG whose header claims this size."""
    good = picture("JPEG")
    at = good.index(b"\xff\xc0") + 5
    return good[:at] + struct.pack(">HH", height, width) + good[at + 4 :]


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        # A date of its own: the present time would make other bytes, and other ids of tests, every other second.
        packed.writestr(zipfile.ZipInfo("page.html", (2000, 1, 1, 0, 0, 0)), MARK)
    return made.getvalue()


NOT_PICTURES: Mapping[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a text": lambda: "这不是图片".encode(),
    "a page": lambda: b"<!doctype html>" + MARK,
    "an SVG": lambda: b'<svg xmlns="http://www.w3.org/2000/svg">' + MARK + b"</svg>",
    "a GIF": lambda: picture("GIF", mode="L"),
    "a BMP": lambda: picture("BMP"),
    "a TIFF": lambda: picture("TIFF"),
    "an icon": lambda: picture("ICO"),
    "a PDF": lambda: picture("PDF"),
    "an archive": archive,
    "a program": lambda: b"MZ" + bytes(200),
    "random": lambda: bytes(range(256)) * 8,
    "packed": lambda: gzip.compress(bytes(1_000_000)),
    "a video": lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(100),
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
}
BROKEN: Mapping[str, Callable[[], bytes]] = {
    "half a PNG": lambda: picture(size=(300, 300))[:-60],
    "half a JPEG": lambda: picture("JPEG", (300, 300))[:700],
    "half a WebP": lambda: picture("WEBP", (300, 300))[:-20],
    "the beginning of a JPEG": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(40),
    "a PNG without its content": lambda: png(10, 10),
    "a PNG with a wrong sum": lambda: picture().replace(b"IDAT", b"IDAU"),
    "a PNG of no size": lambda: png(0, 0, chunk(b"IDAT", zlib.compress(b""))),
    "a PNG whose text unpacks to 200 MB": lambda: png(
        10, 10, chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(200_000_000), 9)), chunk(b"IDAT", zlib.compress(b""))
    ),
}
TOO_MANY: Mapping[str, Callable[[], bytes]] = {
    "a PNG of 30,000 by 30,000": lambda: png_of(30_000, 30_000),
    "a PNG that claims four thousand million": lambda: png(65_000, 65_000, chunk(b"IDAT", zlib.compress(b""))),
    "a JPEG that claims 60,000 by 60,000": lambda: jpeg_of(60_000, 60_000),
}


def polyglots() -> Mapping[str, bytes]:
    """Return pictures that are something else as well."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = MARK.decode(), 6
    return {
        "a PNG with a page behind it": picture() + MARK,
        "a JPEG with an archive behind it": picture("JPEG") + archive() + MARK,
        "a JPEG with a comment": picture("JPEG", comment=MARK),
        "a JPEG with EXIF": picture("JPEG", exif=exif),
        "a PNG with a text": picture()[:33] + chunk(b"tEXt", b"page\x00" + MARK) + picture()[33:],
        "a WebP with EXIF": picture("WEBP", exif=exif),
        "a WebP with XMP": picture("WEBP", xmp=MARK),
        "a JPEG with a profile": picture("JPEG", icc_profile=MARK),
    }
