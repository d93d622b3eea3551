"""The commands `python -m converter export FILE` and `python -m converter template FILE`."""

from pathlib import Path

from converter import output
from converter.content_files import ContentFiles, read_bytes
from converter.exporting.embedded_source import EmbeddedSource, pack
from converter.exporting.rows import COLUMNS, export_rows
from converter.exporting.writing import WRITERS
from converter.source import read_source

TEMPLATE_COLUMNS = ("分类", "问题", "相似问法", "答案", "角色", "地市")
TEMPLATE_ROWS = (
    ("办证", "怎么办借书证", "借书证怎么办理\n办证要带什么", "请带身份证到服务台。\n1. 填申请表\n2. 交押金", "", ""),
    ("办证", "押金多少钱", "", "一百元，退证时退还。", "", ""),
)


class NoFormat(Exception):
    """The file name has no ending of a supported format."""


def export_bytes(files: ContentFiles, ending: str) -> tuple[bytes, int]:
    """Return the content as a file, and the number of its answers. Raises NoFormat, Unreadable, OSError."""
    if ending not in WRITERS:
        raise NoFormat(ending)
    source = read_source(files)
    rows = export_rows(source.conversion.answers)
    packed = pack(EmbeddedSource(read_bytes(files.faq), read_bytes(files.catalog)))
    return WRITERS[ending](COLUMNS, [row.cells() for row in rows], packed), len(rows)


def export(files: ContentFiles, target: Path) -> str:
    """Write the content to a file, and return the message."""
    data, count = export_bytes(files, target.suffix.lower())
    output.replace_bytes(target, data)
    return f"{count} 个答案写进了 {target}。改好以后：make import FROM={target} 先看预览"


def template(target: Path) -> str:
    """Write a file to fill in, with two example rows, and return the message."""
    if target.suffix.lower() not in WRITERS:
        raise NoFormat(target.suffix)
    output.replace_bytes(target, WRITERS[target.suffix.lower()](TEMPLATE_COLUMNS, TEMPLATE_ROWS, ""))
    return f"模板写进了 {target}：删去例子，每行写一个问答，再 make import FROM={target}"
