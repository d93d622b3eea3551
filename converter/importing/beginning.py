"""Makes the first content of an institution from any file that can be imported, for `make new`."""

from dataclasses import dataclass
from pathlib import Path

from converter.content_files import read_bytes
from converter.importing.addressed import distinguish
from converter.importing.command import afresh, conflicts, read_all


@dataclass(frozen=True)
class Beginning:
    """`catalog`: empty if a fresh one has to be made; `doubts`: what a person should look at, with places."""

    faq: bytes
    catalog: bytes = b""
    doubts: tuple[str, ...] = ()


def beginning_of(path: Path) -> Beginning:
    """Read a file. Text that is no FAQ is returned unchanged, so that it is refused later with its line.

    Raises NotImported.
    """
    (imported,) = read_all([path])
    if imported.carried is not None:
        return Beginning(imported.carried.faq, imported.carried.catalog)
    if imported.verbatim or not imported.recognised.candidates:
        return Beginning(read_bytes(path))
    distinguish(imported.recognised)
    doubts = tuple(f"{doubt.place}：{doubt.what}；{doubt.do}" for doubt in dict.fromkeys(imported.recognised.doubts))
    sentences = (*doubts, *imported.recognised.remarks, *conflicts(imported.recognised))
    return Beginning(afresh(imported.recognised).faq, b"", sentences)
