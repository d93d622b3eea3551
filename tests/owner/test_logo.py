"""Files accepted and rejected as a logo."""

import struct
import zlib
from pathlib import Path

import pytest

from owner.logo import MOST_BYTES, SVG, Logo, NotALogo, read_logo
from tests.running import ROOT


def png() -> bytes:
    """Return a picture of one dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0\xc8\x10\x2e")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def svg(inner: str = "", more: str = "") -> bytes:
    return f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inner}</svg>'.encode()


def read(folder: Path, body: bytes, name: str = "logo.svg") -> Logo:
    (folder / name).write_bytes(body)
    return read_logo(folder, name)


GOOD = {
    "a shape": svg('<rect width="9" height="9" fill="#c8102e"/>'),
    "with a heading": b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- x -->' + svg(),
    "as old programs write it": b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    + svg(),
    "its own parts": svg('<use xlink:href="#a"/><path fill="url(#b)" style="mask: url( \'#c\' )"/>'),
    "styles": svg("<style>.a{fill:red}</style>"),
    "a picture inside": svg('<image href="data:image/png;base64,AAAA"/>'),
    "in another encoding": '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16")
    + svg().decode().encode("utf-16-le"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_picture(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, GOOD[name]) == Logo("svg", GOOD[name])


def test_the_own_icon_is_one() -> None:
    assert read_logo(ROOT / "web/src", "icon.svg").kind == "svg"


def test_the_content_says_what_it_is_and_not_the_name(tmp_path: Path) -> None:
    assert read(tmp_path, png(), "logo.svg").kind == "png"
    assert read(tmp_path, svg(), "logo.png").kind == "svg"


BAD = {
    "a script": (svg("<script>alert(1)</script>"), "<script>"),
    "a script of another name space": (svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'), "<script>"),
    "an event": (svg(more='onload="alert(1)"'), "onload"),
    "a page inside": (svg("<foreignObject/>"), "foreignObject"),
    "a link": (svg('<a xlink:href="javascript:alert(1)"/>'), "href"),
    "a picture of another server": (svg('<image href="https://example.org/a.png"/>'), "href"),
    "an svg inside, which may hold anything": (svg('<image href="data:image/svg+xml,x"/>'), "href"),
    "a colour of another server": (svg('<path fill="url(https://example.org/#a)"/>'), "fill"),
    "a style of another server": (svg("<style>@import 'https://example.org/a.css'</style>"), "<style>"),
    "the same in disguise": (svg("<style>@\\69mport 'https://example.org/a.css'</style>"), "<style>"),
    "an address in disguise": (svg('<path style="fill:u/**/rl(//example.org)"/>'), "style"),
    "a style sheet": (b'<?xml-stylesheet href="a.css"?>' + svg(), "xml-stylesheet"),
    "an animated link": (svg('<a><animate attributeName="xlink:href" to="x"/></a>'), "动画"),
    "an entity": (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + svg("&a;"), "实体"),
    "a web page": (b"<html><body/></html>", "不是 SVG"),
    "an svg that browsers do not know as one": (b"<svg/>", "xmlns"),
    "a text": ("公司的图标".encode(), "不是 SVG"),
    "nothing": (b"", "不是 SVG"),
    "a JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "不是 SVG"),
    "an SVG that was cut": (svg()[:-3], "不是 SVG"),
    "a PNG that was cut": (png()[:-4], "不完整"),
    "too much": (svg("<!--" + "a" * MOST_BYTES + "-->"), "200 kB"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_none(name: str, tmp_path: Path) -> None:
    body, says = BAD[name]
    with pytest.raises(NotALogo, match=says):
        read(tmp_path, body)


@pytest.mark.parametrize("name", ["missing.svg", "../logo.svg", "a/logo.svg", "/etc/passwd", "..", "a\\logo.svg"])
def test_a_file_that_is_not_beside_the_profile(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotALogo):
        read_logo(tmp_path, name)
