"""The only module that touches the disk: `python -m converter [report | assign | lint] [options]`."""

import argparse
import errno
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from converter import catalog_file, output, report
from converter.assign import assign
from converter.conversion import Conversion, read
from converter.errors import SourceError
from converter.handwritten import asked_by_hand

ROOT = Path(__file__).resolve().parent.parent
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
REPAIR = "请运行 python -m converter（或 make data）重新生成，不要手工修改"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m converter", description=__doc__)
    parser.add_argument("command", nargs="?", default="convert", choices=["convert", "lint", "report", "assign"])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when data/generated is not up to date"
    )
    parser.add_argument("--lenient", action="store_true", help="write although minor findings are not acknowledged")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("--faq", type=Path, help="default: ROOT/data/source/faq.txt")
    parser.add_argument("--catalog", type=Path, help="default: ROOT/data/source/catalog.yml")
    parser.add_argument("--out", type=Path, help="default: ROOT/data/generated; for report: the HTML file")
    args = parser.parse_args(argv)
    args.faq = args.faq or args.root / "data/source/faq.txt"
    args.catalog = args.catalog or args.root / "data/source/catalog.yml"
    return args


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when a person has to look, 2 for unusable arguments."""
    args = _arguments(argv)
    try:
        return _COMMANDS[args.command](args)
    except SourceError as error:
        return _complain([f"{_relative(args, error.path or args.faq)}:{error.line}: {error.message}"])
    except OSError as error:
        if error.errno in FULL:
            return _complain([f"磁盘已满，写不进 {args.root}：请先腾出空间，再运行一次；原来的文件没有改动"])
        return _complain([f"{error.filename}: {error.strerror}"])


def _read(args: argparse.Namespace, with_new_ids: bool = False) -> tuple[Conversion, str, list[str]]:
    """Return the reading, the catalog's text it rests on, and what was changed in that text."""
    faq, catalog_text = _bytes(args.faq), _catalog_text(args)
    said: list[str] = []
    by_hand = asked_by_hand(args.root / "data/nlu", args.root)
    try:
        conversion = read(faq, catalog_text, by_hand)
        _check_whole(args, conversion)
        if with_new_ids:
            catalog_text, said = assign(catalog_text, conversion.catalog, conversion.answers)
            conversion = read(faq, catalog_text, by_hand) if said else conversion
    except SourceError as error:
        error.path = error.path or args.faq
        raise
    return conversion, catalog_text, said


def _catalog_text(args: argparse.Namespace) -> str:
    try:
        text = str(args.catalog.read_text(encoding="utf-8"))
        catalog_file.load(text)
    except UnicodeDecodeError as bad:
        raise SourceError(f"不是 UTF-8：{bad.reason}", path=args.catalog) from bad
    except SourceError as error:
        error.path = args.catalog
        raise
    return text


def _check_whole(args: argparse.Namespace, conversion: Conversion) -> None:
    """Blame findings on catalog.yml where it was cut off: they are about the FAQ only because the rest is missing."""
    catalog = conversion.catalog
    there = {"sections": catalog.sections, "topics": catalog.topics, "answers": catalog.records}
    missing = [key for key, rows in there.items() if not rows]
    signs = []
    if missing and (args.out or args.root / "data/generated").is_dir():
        signs.append(f"没有 {'、'.join(missing)}")
    if not catalog.text.endswith("\n"):
        signs.append("最后一行没有换行")
    if signs and conversion.verdict.stopping:
        message = f"{'，'.join(signs)}，文件像是没有写完：请从版本库或备份恢复，或补全它"
        raise SourceError(message, catalog.text.count("\n") + 1, args.catalog)


def _bytes(path: Path) -> bytes:
    """Read no more than needed to see that a file is far too large."""
    with path.open("rb") as file:
        return file.read(8_000_000)


def _assign(args: argparse.Namespace) -> int:
    _, text, said = _read(args, with_new_ids=True)
    if said:
        output.replace_file(args.catalog, text)
    print("\n".join(said) or "没有新条目")
    return 0


def _convert(args: argparse.Namespace) -> int:
    conversion, catalog_text, said = _read(args, with_new_ids=not args.check)
    verdict, source = conversion.verdict, str(_relative(args, args.faq))
    stops = verdict.serious if args.lenient else verdict.stopping
    problems = [f.describe(source) for f in verdict.open]
    if stops:
        return _complain([*problems, f"{len(problems)} 个问题，data/generated 没有改动"])
    for problem in problems:
        print(f"注意 {problem}", file=sys.stderr)
    folder, files = args.out or args.root / "data/generated", conversion.files()
    stale = output.differences(folder, files)
    if args.check and stale:
        return _complain([*stale, REPAIR])
    if said:
        output.replace_file(args.catalog, catalog_text)
        print("\n".join(said))
    if stale:
        output.replace_folder(folder, files)
    print(report.summary(conversion.lines, conversion.answers, verdict)[1] + ("，已更新" if stale else "，没有变化"))
    return 0


def _lint(args: argparse.Namespace) -> int:
    conversion, _, _ = _read(args)
    source = str(_relative(args, args.faq))
    for finding, reason in conversion.verdict.known:
        print(f"已知 {finding.describe(source)} —— {reason}")
    problems = [f.describe(source) for f in conversion.verdict.open]
    return _complain([*problems, f"{len(problems)} 个问题"]) if problems else 0


def _report(args: argparse.Namespace) -> int:
    conversion, _, _ = _read(args)
    source = str(_relative(args, args.faq))
    table = report.rows(conversion.lines, conversion.answers, conversion.catalog)
    counts = report.summary(conversion.lines, conversion.answers, conversion.verdict)
    page = args.out or args.root / "var/faq-report.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    output.replace_file(page, report.as_html(source, table, counts, conversion.verdict))
    print(report.as_text(source, table, counts, conversion.verdict), end="")
    print(f"网页版：{_relative(args, page)}")
    return 0


def _relative(args: argparse.Namespace, path: Path) -> Path:
    return path.relative_to(args.root) if path.is_relative_to(args.root) else path


def _complain(problems: Sequence[str]) -> int:
    print("\n".join(problems), file=sys.stderr)
    return 1


_COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "convert": _convert,
    "lint": _lint,
    "report": _report,
    "assign": _assign,
}


if __name__ == "__main__":
    sys.exit(main())
