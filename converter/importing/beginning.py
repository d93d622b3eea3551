"""The first content of an institution: `make new` from a file of any kind that can be imported."""

from dataclasses import dataclass
from pathlib import Path

from converter.content_files import read_bytes
from converter.importing.command import afresh, read_all


@dataclass(frozen=True)
class Beginning:
    """`catalog` is empty where a fresh one is to be made; `doubts`: what to look at, with places."""

    faq: bytes
    catalog: bytes = b""
    doubts: tuple[str, ...] = ()


def beginning_of(path: Path) -> Beginning:
    """Read a file. Text that is no FAQ comes back as it is, to be refused with its line. Raises NotImported."""
    (imported,) = read_all([path])
    if imported.carried is not None:
        return Beginning(imported.carried.faq, imported.carried.catalog)
    if imported.verbatim or not imported.found.candidates:
        return Beginning(read_bytes(path))
    doubts = tuple(f"{one.place}：{one.what}；{one.do}" for one in dict.fromkeys(imported.found.doubts))
    return Beginning(afresh(imported.found).faq, b"", doubts)
