"""Makes the first content of an institution from any file that can be imported, for `make new`."""

from dataclasses import dataclass
from pathlib import Path

from converter.content_files import read_bytes
from converter.importing.command import afresh, conflicts, read_all
from converter.importing.role_or_place import distinguish


@dataclass(frozen=True)
class FirstContent:
    """`catalog`: empty if a fresh one has to be made; `doubts`: what a person should look at, with places."""

    faq: bytes
    catalog: bytes = b""
    doubts: tuple[str, ...] = ()


def first_content(path: Path) -> FirstContent:
    """Read a file. Text that is no FAQ is returned unchanged, so that it is refused later with its line.

    Raises NotImported.
    """
    (imported,) = read_all([path])
    if imported.embedded is not None:
        return FirstContent(imported.embedded.faq, imported.embedded.catalog)
    if imported.verbatim or not imported.recognised.candidates:
        return FirstContent(read_bytes(path))
    distinguish(imported.recognised)
    doubts = tuple(f"{doubt.place}：{doubt.what}；{doubt.do}" for doubt in dict.fromkeys(imported.recognised.doubts))
    sentences = (*doubts, *imported.recognised.remarks, *conflicts(imported.recognised))
    return FirstContent(afresh(imported.recognised).faq, b"", sentences)
