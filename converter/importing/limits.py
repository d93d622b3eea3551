"""Limits the rows and columns that are read from an imported file."""

from converter.importing.items import ImportRefused

MOST_ROWS = 10_000
"""Non-empty rows in one file. The FAQ may have 3,000 entries; phrasings and notes take rows, too."""

MOST_COLUMNS = 200

MOST_CELLS = 200_000
"""Non-empty cells in one sheet: MOST_ROWS rows of twenty columns."""


def too_many_rows() -> ImportRefused:
    return ImportRefused(f"超过 {MOST_ROWS:,} 行，读不了这么多：请只留问答，或分成几个文件")


def too_many_cells() -> ImportRefused:
    return ImportRefused(f"有内容的超过 {MOST_CELLS:,} 格，读不了这么多：请删去问答以外的列，或分成几个文件")
