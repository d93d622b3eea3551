"""The table of all settings, from the classes.

python -m settings                      # shows it
python -m settings docs/guide/settings.md     # renews it in the page
"""

import argparse
import sys
from pathlib import Path

from pydantic import SecretStr
from pydantic.fields import ModelField

from settings.processes import PROCESSES
from settings.reading import is_secret, variable_of

HEAD = "| 变量 | 写法 | 默认 | 哪些进程读 | 意思 | 例子 |"


def table() -> str:
    """Return the table in Markdown: one row for each variable, and each process that reads it."""
    fields: dict[str, ModelField] = {}
    readers: dict[str, list[str]] = {}
    for process, kind in PROCESSES.items():
        for field in kind.__fields__.values():
            name = variable_of(field)
            fields[name] = field
            readers.setdefault(name, []).append(process)
    rows = [_row(fields[name], readers[name]) for name in sorted(fields)]
    return "\n".join([HEAD, "| --- " * (HEAD.count("|") - 1) + "|", *rows])


def _row(field: ModelField, readers: list[str]) -> str:
    extra = field.field_info.extra
    name = variable_of(field)
    shown = f"{name}（{name}_FILE）" if is_secret(field) else name
    cells = [shown, extra["form"], _default(field), "、".join(readers), field.field_info.description, extra["example"]]
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _default(field: ModelField) -> str:
    default = field.default
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return "无" if value in (None, ()) else str(value)


def renewed(page: str) -> str:
    """Return the page with the present table in the place of its own; raises ValueError when it has none."""
    lines = page.splitlines()
    first = lines.index(HEAD)
    last = next((at for at in range(first, len(lines)) if not lines[at].startswith("|")), len(lines))
    return "\n".join([*lines[:first], table(), *lines[last:]]) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m settings", description="列出全部环境变量")
    parser.add_argument("page", nargs="?", type=Path, help="把这个文件里的表换成现在的")
    page: Path | None = parser.parse_args(arguments).page
    if page:
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
