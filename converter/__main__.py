"""The command line of the converter: `python -m converter [report | assign | lint] [options]`.

It reads the content in data/, or in the folder that CONTENT in the environment names.
"""

import argparse
import errno
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from converter import output, report
from converter.errors import Finding, SourceError
from converter.source import Files, read_source
from owner.folder import GENERATED, ROOT, content_folder

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
REPAIR = "请运行 python -m converter（或 make data）重新生成，不要手工修改"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m converter", description=__doc__)
    parser.add_argument("command", nargs="?", default="convert", choices=["convert", "lint", "report", "assign"])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if CONTENT/generated is stale")
    parser.add_argument("--lenient", action="store_true", help="write although minor findings are not acknowledged")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("--content", type=Path, help="default: ROOT/data, or what CONTENT in the environment names")
    parser.add_argument("--faq", type=Path, help="default: CONTENT/source/faq.txt")
    parser.add_argument("--catalog", type=Path, help="default: CONTENT/source/catalog.yml")
    parser.add_argument("--out", type=Path, help="default: CONTENT/generated; for report: the HTML file")
    return parser.parse_args(argv)


def _files(args: argparse.Namespace) -> Files:
    content = args.content or content_folder(args.root)
    generated = args.out if args.out and args.command != "report" else content / GENERATED
    faq, catalog = args.faq or content / "source/faq.txt", args.catalog or content / "source/catalog.yml"
    return Files(args.root, content, faq, catalog, generated)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when a person has to look, 2 for unusable arguments."""
    args = _arguments(argv)
    files = _files(args)
    try:
        return _COMMANDS[args.command](args, files)
    except SourceError as error:
        return _complain([f"{files.name(error.path or files.faq)}:{error.line}: {error.message}"])
    except OSError as error:
        if error.errno in FULL:
            return _complain([f"磁盘已满，写不进 {args.root}：请先腾出空间，再运行一次；原来的文件没有改动"])
        return _complain([f"{error.filename}: {error.strerror}"])


def _assign(args: argparse.Namespace, files: Files) -> int:
    source = read_source(files, with_new_ids=True)
    if source.assigned:
        output.replace_file(files.catalog, source.catalog_text)
    print("\n".join(source.assigned) or "没有新条目")
    return 0


def _convert(args: argparse.Namespace, files: Files) -> int:
    source = read_source(files, with_new_ids=not args.check)
    verdict = source.conversion.verdict
    found = (*verdict.open, *source.findings)
    stopping = {*(verdict.serious if args.lenient else verdict.stopping), *(f for f in source.findings if f.fatal)}
    if stopping:
        problems = _described(found, files)
        return _complain([*problems, f"{len(problems)} 个问题，{files.name(files.generated)} 没有改动"])
    for problem in _described(found, files):
        print(f"注意 {problem}", file=sys.stderr)
    content = source.files()
    stale = output.differences(files.generated, content)
    if args.check and stale:
        return _complain([*stale, REPAIR])
    if source.assigned:
        output.replace_file(files.catalog, source.catalog_text)
        print("\n".join(source.assigned))
    if stale:
        output.replace_folder(files.generated, content)
    summary = report.summary(source.conversion.lines, source.conversion.answers, verdict)[1]
    print(summary + ("，已更新" if stale else "，没有变化"))
    return 0


def _lint(args: argparse.Namespace, files: Files) -> int:
    source = read_source(files)
    for finding, reason in source.conversion.verdict.known:
        print(f"已知 {finding.describe(files.name(files.faq))} —— {reason}")
    problems = _described((*source.conversion.verdict.open, *source.findings), files)
    return _complain([*problems, f"{len(problems)} 个问题"]) if problems else 0


def _report(args: argparse.Namespace, files: Files) -> int:
    conversion = read_source(files).conversion
    name = files.name(files.faq)
    table = report.rows(conversion.lines, conversion.answers, conversion.catalog)
    counts = report.summary(conversion.lines, conversion.answers, conversion.verdict)
    page = args.out or args.root / "var/faq-report.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    output.replace_file(page, report.as_html(name, table, counts, conversion.verdict))
    print(report.as_text(name, table, counts, conversion.verdict), end="")
    print(f"网页版：{files.name(page)}")
    return 0


def _described(findings: Sequence[Finding], files: Files) -> list[str]:
    return [finding.describe(files.name(files.faq)) for finding in findings]


def _complain(problems: Sequence[str]) -> int:
    print("\n".join(problems), file=sys.stderr)
    return 1


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, Files], int]] = {
    "convert": _convert,
    "lint": _lint,
    "report": _report,
    "assign": _assign,
}


if __name__ == "__main__":
    sys.exit(main())
