"""The command line of the converter: `python -m converter [report | decisions | assign | lint | new] [options]`,
`python -m converter import FILE… [--add | --replace]`, `python -m converter export FILE`, `… template FILE`.

It reads the content in data/, or in the folder that CONTENT in the environment names.
"""

import argparse
import errno
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from converter import decisions, output, pending_changes, report
from converter.content_files import ContentFiles, profile_of, serving
from converter.errors import Finding, SourceError, Unreadable, why_not
from converter.exporting.command import NoFormat, export, template
from converter.importing.command import NotImported
from converter.importing.command import run as import_files
from converter.importing.first_content import first_content
from converter.new_institution import FolderNotEmpty, write_new
from converter.source import read_source
from converter.weights import by_weight, finding_line, in_order, settles_itself
from owner.folder import GENERATED, ROOT, content_folder

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
PAGES = {"report": "var/faq-report.html", "decisions": "var/decisions.html"}
NAMING_FILES = ("import", "export", "template")
REPAIR = "请运行 python -m converter（或 make data）重新生成，不要手工修改"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m converter", description=__doc__)
    parser.add_argument("command", nargs="?", default="convert", choices=list(_COMMANDS))
    parser.add_argument("named", nargs="*", type=Path, metavar="FILE", help="of import, export and template")
    writing = parser.add_mutually_exclusive_group()
    for mode, does in (("add", "add to what is there"), ("replace", "begin afresh, the old content is set aside")):
        about = f"import: {does}"
        writing.add_argument(f"--{mode}", dest="mode", action="store_const", const=mode, default="", help=about)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if CONTENT/generated is stale")
    parser.add_argument("--strict", action="store_true", help="write nothing as long as a note is not acknowledged")
    parser.add_argument("--starting", action="store_true", help="an assistant starts with it, so nothing waits")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder")
    parser.add_argument("--content", type=Path, help="default: ROOT/data, or what CONTENT in the environment names")
    parser.add_argument("--faq", type=Path, help="default: CONTENT/source/faq.txt")
    parser.add_argument("--catalog", type=Path, help="default: CONTENT/source/catalog.yml")
    parser.add_argument("--out", type=Path, help="default: CONTENT/generated; for report and decisions: the HTML file")
    args = parser.parse_args(argv)
    if args.named and args.command not in NAMING_FILES:
        parser.error(f"{args.command} takes no files")
    return args


def _files(args: argparse.Namespace) -> ContentFiles:
    content = args.content or content_folder(args.root)
    generated = args.out if args.out and args.command not in PAGES else content / GENERATED
    faq, catalog = args.faq or content / "source/faq.txt", args.catalog or content / "source/catalog.yml"
    return ContentFiles(args.root, content, faq, catalog, generated)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0 if all is well, 1 if a person has to look, 2 for unusable arguments."""
    args = _arguments(argv)
    files = _files(args)
    try:
        with serving(profile_of(files)):
            return _COMMANDS[args.command](args, files)
    except Unreadable as error:
        return _stop(error.findings, files)
    except OSError as error:
        if error.errno in FULL:
            return _complain([f"磁盘已满，写不进 {args.root}：请先腾出空间，再运行一次；原来的文件没有改动"])
        return _complain([f"{error.filename}：{why_not(error)}"])


def _assign(args: argparse.Namespace, files: ContentFiles) -> int:
    source = read_source(files, with_new_ids=True)
    if by_weight(source.findings)[0]:
        return _stop(source.findings, files)
    if source.assigned:
        output.replace_file(files.catalog, source.catalog_text)
    print("\n".join(source.assigned) or "没有新条目")
    return 0


def _convert(args: argparse.Namespace, files: ContentFiles) -> int:
    source = read_source(files, with_new_ids=not args.check)
    if by_weight(source.findings)[0] or ((args.check or args.strict) and not all(map(settles_itself, source.findings))):
        return _stop(source.findings, files)
    content = source.files()
    stale = output.differences(files.generated, content)
    if args.check and stale:
        return _complain([*_described(source.findings, files), *stale, REPAIR])
    if source.assigned:
        output.replace_file(files.catalog, source.catalog_text)
        print("\n".join(source.assigned))
    if stale:
        pending_changes.replace_generated(files, content)
    conversion = source.conversion
    summary = report.summary(conversion.lines, conversion.answers, conversion.verdict)[1]
    print(summary + ("，已更新" if stale else "，没有变化"))
    if not (args.check or args.starting) and (waits := pending_changes.message(files)):
        print(waits)
    for note in _described(source.findings, files):
        print(note, file=sys.stderr)
    return 0


def _lint(args: argparse.Namespace, files: ContentFiles) -> int:
    source = read_source(files)
    for finding, reason in source.conversion.verdict.acknowledged:
        print(f"已知 {finding.describe(files.name(files.faq))} —— {reason}")
    problems = _described(source.findings, files)
    return _complain([*problems, f"{len(problems)} 个问题"]) if problems else 0


def _report(args: argparse.Namespace, files: ContentFiles) -> int:
    source = read_source(files)
    conversion, name = source.conversion, files.name(files.faq)
    waiting = decisions.decisions(source, files)
    table = report.rows(conversion.lines, conversion.answers, conversion.catalog)
    counts = report.summary(conversion.lines, conversion.answers, conversion.verdict)
    shown = name, table, counts, replace(conversion.verdict, open=source.findings)
    print(report.as_text(*shown, decisions.as_text(waiting)), end="")
    return _page(args.out or args.root / PAGES["report"], report.as_html(*shown, decisions.as_items(waiting)), files)


def _decisions(args: argparse.Namespace, files: ContentFiles) -> int:
    source = read_source(files)
    if source.profile is None:
        print("\n".join(_described(source.findings, files)), file=sys.stderr)
    waiting = decisions.decisions(source, files)
    print(decisions.as_text(waiting))
    return _page(args.out or args.root / PAGES["decisions"], decisions.as_html(files.name(files.faq), waiting), files)


def _page(page: Path, content: str, files: ContentFiles) -> int:
    page.parent.mkdir(parents=True, exist_ok=True)
    output.replace_file(page, content)
    print(f"网页版：{files.name(page)}")
    return 0


def _new(args: argparse.Namespace, files: ContentFiles) -> int:
    if not args.content or not args.faq:
        return _complain(["请写明新的文件夹和 FAQ 文件：python -m converter new --content 文件夹 --faq 文件"])
    try:
        beginning = first_content(args.faq)
        count = write_new(args.content, beginning.faq, beginning.catalog)
    except FolderNotEmpty:
        return _complain([f"{args.content} 里已有文件，没有改动：请换一个新的文件夹"])
    except NotImported as error:
        return _complain([str(error)])
    except SourceError as error:
        return _complain([f"{args.faq}:{error.line}: {error.message}"])
    for doubt in beginning.doubts:
        print(doubt, file=sys.stderr)
    print(f"{count} 个答案写进了 {args.content}。接下来：")
    print(f"1. 填写 {args.content / 'profile.yml'}：名称、人工客服，以及想改的句子")
    print(f"2. CONTENT={args.content} make run")
    return 0


def _import(args: argparse.Namespace, files: ContentFiles) -> int:
    try:
        message, code = import_files(args.named, files, args.mode)
    except NotImported as error:
        return _complain(str(error).split("\n"))
    print(message)
    return code


def _export(args: argparse.Namespace, files: ContentFiles) -> int:
    if len(args.named) != 1:
        return _complain([f"请写明一个文件：python -m converter {args.command} 文件.xlsx"])
    target = args.named[0]
    try:
        print(template(target) if args.command == "template" else export(files, target))
    except NoFormat:
        return _complain([f"{target}：文件名要以 .xlsx、.docx 或 .csv 结尾"])
    return 0


def _described(findings: Sequence[Finding], files: ContentFiles) -> list[str]:
    """Describe the findings, the most important first."""
    return [finding_line(finding, files.name(files.faq)) for finding in in_order(findings)]


def _stop(findings: Sequence[Finding], files: ContentFiles) -> int:
    """Print the findings, and in the last line what is served meanwhile."""
    stopping, notes = by_weight(finding for finding in findings if not settles_itself(finding))
    generated = files.name(files.generated)
    counts = [f"{len(stopping)} 个问题要先改"] * bool(stopping) + [f"{len(notes)} 个提醒"] * bool(notes)
    demand = "" if stopping else "：每一条都要改好，或在 catalog.yml 的 acknowledged 里写明原因"
    meanwhile = (
        f"{generated} 没有改动，助手仍用改之前的内容服务" if files.generated.is_dir() else "还没有可以服务的内容"
    )
    return _complain([*_described(findings, files), f"{'，'.join(counts)}{demand}；{meanwhile}"])


def _complain(problems: Sequence[str]) -> int:
    print("\n".join(problems), file=sys.stderr)
    return 1


_COMMANDS: Mapping[str, Callable[[argparse.Namespace, ContentFiles], int]] = {
    "convert": _convert,
    "lint": _lint,
    "report": _report,
    "decisions": _decisions,
    "assign": _assign,
    "new": _new,
    "import": _import,
    "export": _export,
    "template": _export,
}


if __name__ == "__main__":
    sys.exit(main())
