"""The command `python -m converter import FILE… [--add | --replace]`: shows a preview, and writes if asked to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from converter import catalog_file, output
from converter.content_files import ContentFiles, profile_of, read_bytes, serving
from converter.conversion import Conversion, read
from converter.decode import decode_whole
from converter.errors import SourceError, why_not
from converter.exporting.embedded_source import EmbeddedSource
from converter.handwritten import asked_in_files
from converter.importing.by_role import by_role
from converter.importing.commit import CheckedImport, changes_nothing, check, finding_lines, write
from converter.importing.compare import CandidateChange, ChangeKind, compare
from converter.importing.edited_export import edited
from converter.importing.items import ImportRefused, Recognised
from converter.importing.neighbours import NOTHING_NEAR, NearExisting, beside, known_in
from converter.importing.plan import Plan, added, begun_afresh
from converter.importing.preview import ImportPreview, as_html, as_text
from converter.importing.reading import Imported, import_file
from converter.importing.replacing import changes_against, lost_answers, present_content
from converter.importing.rewriting import rewritten
from converter.importing.role_or_place import distinguish
from converter.lines import no_notes
from converter.source import read_present
from understanding.encoder import forget_encoder, sentence_encoder

PAGE = "var/import-preview.html"
REPLACE = "replace"
MANY = 500
"""From so many entries on the encoder's 120 MB are not kept while they are checked."""

_HOW = "这是预览，什么都没有写。写入：命令后面加 ADD=yes（加到现有内容里）或 REPLACE=yes（换掉现有内容）"
_NOTHING = "没有认出问答：每个问题写成“1. 问题”，下一行“答：答案”；或用表格，第一行写“问题”“答案”"
_NOT_YET = "检查没有通过，这样写不进去：先照上面的“停止”改好"
_STOPPED = "检查没有通过，什么都没有写：照上面的“停止”改好，再导入一次"


class NotImported(Exception):
    """The import cannot go on; the message says why."""


@dataclass(frozen=True)
class ImportJob:
    """The files that were read, and the content into which they are imported."""

    files: ContentFiles
    imported: tuple[Imported, ...]
    recognised: Recognised
    mode: str

    @property
    def embedded(self) -> EmbeddedSource | None:
        return self.imported[0].embedded if len(self.imported) == 1 else None

    @cached_property
    def now(self) -> Conversion:
        """Return the content that is there. Raises Unreadable and OSError."""
        return read_present(self.files)


def read_all(paths: Sequence[Path], is_note: Callable[[str], bool] = no_notes) -> tuple[Imported, ...]:
    """Read the files. `is_note` knows notes to staff. Raises NotImported naming each that cannot be read."""
    imported: list[Imported] = []
    refused: list[str] = []
    for path in paths:
        try:
            imported.append(import_file(path, is_note))
        except ImportRefused as error:
            refused.append(f"{path}：{error.message}")
        except OSError as error:
            refused.append(f"{path}：{why_not(error)}")
    if refused or not imported:
        raise NotImported("\n".join(refused) or "请写明要导入的文件")
    return tuple(imported)


def run(paths: Sequence[Path], files: ContentFiles, mode: str) -> tuple[str, int]:
    """Preview an import, and write it if `mode` is "add" or "replace".

    Returns the message and the exit code. Raises NotImported, Unreadable for content that cannot be read, and OSError.
    """
    # Use the places and roles of this content: its generated files may not exist yet.
    with serving(profile_of(files)):
        return _run(paths, files, mode)


def _run(paths: Sequence[Path], files: ContentFiles, mode: str) -> tuple[str, int]:
    work = _read(paths, files, mode)
    changes, plan = _plan(work)
    work.recognised.doubts += by_role(changes, files)
    work.recognised.remarks += plan.remarks
    if mode == REPLACE and (now := present_content(files)) is not None:
        work.recognised.remarks += lost_answers(plan, now)
        changes = changes_against(work.recognised.candidates, now)
    near = NOTHING_NEAR if plan.afresh else _beside(changes, work)
    if len(changes) > MANY:
        # The checks of so many need memory of their own.
        forget_encoder()
    checked = check(plan, files)
    outcome, code = _outcome(checked, work, changes)
    names = tuple(document.name for document in work.imported)
    lines = tuple(finding_lines(checked, files.name(files.faq)))
    preview = ImportPreview(names, work.recognised, tuple(changes), lines, outcome, near)
    page = files.root / PAGE
    page.parent.mkdir(parents=True, exist_ok=True)
    output.replace_file(page, as_html(preview))
    return f"{as_text(preview)}\n网页版：{files.name(page)}", code


def _read(paths: Sequence[Path], files: ContentFiles, mode: str) -> ImportJob:
    is_note = _notes(files)
    imported = read_all(paths, is_note)
    recognised = Recognised()
    for document in imported:
        recognised.add(document.recognised)
    work = ImportJob(files, imported, recognised, mode)
    distinguish(recognised, work.now.answers if recognised.addressed and mode != REPLACE else ())
    recognised.doubts += rewritten(recognised.candidates, is_note)
    if not recognised.candidates and not work.embedded:
        doubts = [f"{doubt.place}：{doubt.what}；{doubt.do}" for doubt in recognised.doubts]
        raise NotImported("\n".join([*doubts, *recognised.remarks, _NOTHING]))
    return work


def _beside(changes: Sequence[CandidateChange], work: ImportJob) -> NearExisting:
    """Return remarks on new answers that are near existing ones."""
    if not any(change.kind is ChangeKind.NEW for change in changes):
        return NOTHING_NEAR
    files = work.files
    phrasings = known_in(work.now.answers, asked_in_files(files.examples, files.root), files.name(files.faq))
    return beside(changes, phrasings, sentence_encoder())


def _notes(files: ContentFiles) -> Callable[[str], bool]:
    """Return the test for notes to staff of the existing content; if it cannot be read, there are none."""
    try:
        return catalog_file.load(decode_whole(read_bytes(files.catalog))).is_note
    except (OSError, SourceError):
        return no_notes


def _plan(work: ImportJob) -> tuple[list[CandidateChange], Plan]:
    """Return the changes and the new content. Content that cannot be read can only be replaced.

    Raises NotImported where what comes of it is no content that can be read, as of too many questions.
    """
    if work.mode == REPLACE:
        return _replacing(work)
    now = work.now
    base = EmbeddedSource(read_bytes(work.files.faq), read_bytes(work.files.catalog))
    if work.embedded is not None:
        changes = edited(work.recognised, _conversion(work.embedded), now)
    else:
        changes = compare(work.recognised.candidates, now.answers, now.catalog)
    try:
        return changes, added(changes, base)
    except SourceError as error:
        raise NotImported(error.message) from error


def _replacing(work: ImportJob) -> tuple[list[CandidateChange], Plan]:
    if work.embedded is not None:
        then = _conversion(work.embedded)
        changes = edited(work.recognised, then, then)
        return changes, added(changes, work.embedded)
    verbatim = work.imported[0].verbatim if len(work.imported) == 1 else ""
    return _alone(work.recognised), afresh(work.recognised, verbatim)


def _conversion(embedded: EmbeddedSource) -> Conversion:
    return read(embedded.faq, decode_whole(embedded.catalog))


def afresh(recognised: Recognised, verbatim: str = "") -> Plan:
    """Return content made only of what was found. Raises NotImported if it is no FAQ."""
    candidates = [change.candidate for change in _alone(recognised) if change.kind is not ChangeKind.CONFLICT]
    try:
        return begun_afresh(candidates, verbatim)
    except SourceError as error:
        raise NotImported(error.message) from error


def conflicts(recognised: Recognised) -> list[str]:
    """Return a sentence for each candidate that `afresh` leaves out: the files answer its question in two ways."""
    return [
        f"{change.candidate.place}：没有写入“{change.candidate.questions[0]}”：{change.why}；请定下用哪一个"
        for change in _alone(recognised)
        if change.kind is ChangeKind.CONFLICT
    ]


def _alone(recognised: Recognised) -> list[CandidateChange]:
    return compare(recognised.candidates, (), catalog_file.load(""))


def _outcome(checked: CheckedImport, work: ImportJob, changes: Sequence[CandidateChange]) -> tuple[str, int]:
    """Write if that is asked for and no finding stops it. Returns the message and the exit code."""
    if not work.mode:
        return f"{_NOT_YET}\n{_HOW}" if checked.stopped else _HOW, 0
    if changes_nothing(checked, work.files):
        return "内容里都有了，没有改动", 0
    if checked.stopped:
        return _STOPPED, 1
    aside = write(checked, work.files, aside=work.mode == REPLACE)
    left = sum(change.kind is ChangeKind.CONFLICT for change in changes)
    name = work.files.name
    lines = [
        f"已写入 {name(work.files.faq)} 和 {name(work.files.catalog)}",
        *([f"原来的内容放在 {name(aside)}"] if aside else []),
        *[f"{left} 处冲突没有写入" for _ in range(bool(left))],
        "接下来：make run 试一试；助手正在服务的，make publish",
    ]
    return "\n".join(lines), 0
