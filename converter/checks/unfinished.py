"""Finds a FAQ that was cut off: most other findings then only follow from it."""

from collections.abc import Iterable

from converter.conversion import Conversion
from converter.errors import Finding
from converter.lines import Kind

MANY, OF_ALL = 5, 0.2
"""So many answers of the catalog, and so large a share, are hardly deleted from the FAQ alone."""


def check_unfinished(conversion: Conversion) -> Iterable[Finding]:
    """Yield the end of the FAQ if many answers are gone and none is new, as in a file that was cut off."""
    present = {answer.id for answer in conversion.answers}
    least = max(MANY, OF_ALL * len(conversion.catalog.records))
    if sum(record.id not in present for record in conversion.catalog.records) < least:
        return
    kinds = [finding.kind for finding in conversion.verdict.open]
    lost = kinds.count("vanished-id")
    if lost < least or "new-entry" in kinds:
        return
    last = max((line for line in conversion.lines if line.kind is not Kind.BLANK), key=lambda line: line.number)
    without = any(
        finding.kind == "question-without-answer" and finding.line == last.number for finding in conversion.verdict.open
    )
    end = "最后一个问题没有回复，" if without else ""
    message = f"文件像是没有写完：{end}少了 {lost} 个答案；请从版本库或备份恢复，或补全它，再看下面的"
    yield Finding(last.number, "unfinished", message, (str(lost),), fatal=True)
