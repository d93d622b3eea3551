"""Reads and checks the logo beside profile.yml: an SVG or PNG without scripts and without external references."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

MOST_BYTES = 200_000
SVG = "http://www.w3.org/2000/svg"

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_RUNS = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "listener"})
_OUTSIDE = re.compile(r"@import|image-set\(|url\(\s*(?!\s*['\"]?(?:#|data:image/(?!svg)))", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?:#|data:image/(?!svg))", re.IGNORECASE)


class NotALogo(Exception):
    """The file is not accepted as a logo; the message gives the reason in Chinese."""


@dataclass(frozen=True)
class Logo:
    """`kind`: svg or png."""

    kind: str
    body: bytes


def read_logo(folder: Path, name: str) -> Logo:
    """Return the logo `name` in `folder`; raises NotALogo."""
    if Path(name).name != name or "\\" in name:
        raise NotALogo("只写文件名，图片放在 profile.yml 旁边")
    try:
        with (folder / name).open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except FileNotFoundError as missing:
        raise NotALogo("没有这个文件，图片应放在 profile.yml 旁边") from missing
    except OSError as error:
        raise NotALogo(f"读不出来（{type(error).__name__}）") from error
    if len(body) > MOST_BYTES:
        raise NotALogo(f"太大，最多 {MOST_BYTES // 1000} kB")
    if body.startswith(_PNG):
        if not body.endswith(_PNG_END):
            raise NotALogo("是 PNG，但不完整")
        return Logo("png", body)
    _check_svg(body)
    return Logo("svg", body)


def _check_svg(body: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    check = _Check()
    parser.StartElementHandler = check.start
    parser.EndElementHandler = check.end
    parser.CharacterDataHandler = check.text
    parser.ProcessingInstructionHandler = check.instruction
    parser.EntityDeclHandler = check.entity
    parser.buffer_text = True
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError) as bad:
        raise NotALogo("不是 SVG，也不是 PNG（看内容，不看扩展名）") from bad


class _Check:
    """Handles the events of the XML parser and raises NotALogo at the first forbidden element or attribute."""

    def __init__(self) -> None:
        self._open: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self._open and (space, local) != (SVG, "svg"):
            raise NotALogo(f'不是 SVG，也不是 PNG：最外面应是 <svg xmlns="{SVG}">')
        if local.lower() in _RUNS:
            raise NotALogo(f"SVG 里不能有 <{local}>")
        self._open.append(local.lower())
        for attribute, value in attributes.items():
            self._attribute(attribute.rpartition(" ")[2].lower(), value)

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            raise NotALogo(f"SVG 里不能有脚本（{name}）")
        if name in ("href", "src", "base") and not _WITHIN.match(value):
            raise NotALogo(f"SVG 里不能引用别的文件或网址（{name}）")
        if name == "attributename" and value.strip().lower().rpartition(":")[2] in ("href", "src"):
            raise NotALogo("SVG 里不能用动画改 href")
        if _OUTSIDE.search(_unescaped(value)):
            raise NotALogo(f"SVG 里不能引用别的文件或网址（{name}）")

    def end(self, _: str) -> None:
        self._open.pop()

    def text(self, text: str) -> None:
        if "style" in self._open and _OUTSIDE.search(_unescaped(text)):
            raise NotALogo("SVG 的 <style> 里不能引用别的文件或网址")

    def instruction(self, target: str, _: str) -> None:
        raise NotALogo(f"SVG 里不能有 <?{target} …?>")

    def entity(self, *_: object) -> None:
        raise NotALogo("SVG 里不能定义实体（<!ENTITY>）")


def _unescaped(css: str) -> str:
    r"""Return a style without escapes and comments, which could hide a forbidden word: \75rl(, @im/**/port."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\\([0-9a-fA-F]{1,6})\s?", lambda match: chr(min(int(match[1], 16), 0x10FFFF)), plain)
