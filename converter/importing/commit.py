"""Checks the new content in a temporary copy and writes it if it passes."""

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from converter import catalog_file, output
from converter.content_files import ContentFiles, read_bytes
from converter.decode import decode_whole
from converter.errors import Finding, Unreadable
from converter.importing.plan import Plan
from converter.new_institution import first_of_topics
from converter.source import read_source
from converter.weights import advice, by_weight, stops
from owner.folder import GENERATED, PROFILE_FILE

SET_ASIDE = "var/replaced"
OF_OLD_ANSWERS = ("nlu", "gate.yml", "canary.yml")
"""Files of the content that name ids of answers; removed together with the old answers."""

MOST_PLACES = 3
"""How many other places of a finding are named."""

_MOST_ASKED = re.compile(r"^most_asked:.*$", re.MULTILINE)
_BEFORE_APPROVAL = re.compile(r"^before_approval:.*$", re.MULTILINE)


@dataclass(frozen=True)
class CheckedImport:
    """The content after an import. `catalog`: with the ids of new answers. `findings`: those that stop, and notes
    about imported lines.
    """

    plan: Plan
    catalog: bytes
    findings: tuple[Finding, ...]

    @property
    def stopped(self) -> bool:
        return any(stops(finding) for finding in self.findings)

    def describe(self, finding: Finding, faq: str) -> str:
        """Return one line: weight, place in the imported file or line of the FAQ, what, other places, what to do."""
        where = f"{finding.path}:{finding.line}" if finding.path else self._place(finding.line, faq)
        places = dict.fromkeys(self._place(line, faq) for line in finding.more_lines)
        others = [place for place in places if place != where]
        more = "等" if len(others) > MOST_PLACES else ""
        also = f"（另见 {'、'.join(others[:MOST_PLACES])}{more}）" if others else ""
        do = advice(finding)
        weight = "停止" if stops(finding) else "注意"
        return f"{weight} {where} [{finding.kind}] {finding.message}{also}" + (f"；{do}" if do else "")

    def _place(self, line: int, faq: str) -> str:
        return str(self.plan.places.get(line) or f"{faq}:{line}")


def check(plan: Plan, files: ContentFiles) -> CheckedImport:
    """Read and check the content as it would be after the import. Raises OSError."""
    with _copy(plan, files) as copy:
        catalog = plan.catalog.decode()
        try:
            source = read_source(copy, with_new_ids=True)
            findings = source.findings
            catalog = source.catalog_text
        except Unreadable as error:
            findings = error.findings
        named = [_named(finding, copy, files) for finding in findings]
    stopping, notes = by_weight(named)
    of_import = [
        note for note in notes if not note.path and not plan.places.keys().isdisjoint((note.line, *note.more_lines))
    ]
    return CheckedImport(plan, catalog.encode(), (*stopping, *of_import))


def _named(finding: Finding, copy: ContentFiles, files: ContentFiles) -> Finding:
    """Return the finding with the name of the real file instead of the copy."""
    real = files.name(files.content)
    return replace(
        finding,
        path=finding.path.replace(str(copy.content), real),
        message=finding.message.replace(str(copy.content), real),
    )


@contextmanager
def _copy(plan: Plan, files: ContentFiles) -> Iterator[ContentFiles]:
    with tempfile.TemporaryDirectory(prefix="faq-import-") as folder:
        content = Path(folder) / files.content.name
        left_out = shutil.ignore_patterns("talk", *([GENERATED, *OF_OLD_ANSWERS] if plan.afresh else []))
        shutil.copytree(files.content, content, ignore=left_out)
        source = content / "source"
        source.mkdir(parents=True, exist_ok=True)
        copy = ContentFiles(files.root, content, source / "faq.txt", source / "catalog.yml", content / GENERATED)
        copy.faq.write_bytes(plan.faq)
        copy.catalog.write_bytes(plan.catalog)
        if plan.afresh:
            (content / PROFILE_FILE).write_bytes(_profile(files, plan))
        yield copy


def _profile(files: ContentFiles, plan: Plan) -> bytes:
    """Return the profile with the first new answers as the most asked, since the old ones are gone."""
    text = decode_whole(read_bytes(files.profile))
    ids = {record.id for record in catalog_file.load(plan.catalog.decode()).records}
    topics = ", ".join(first_of_topics(plan.catalog.decode()))
    for pattern, fresh in ((_MOST_ASKED, f"most_asked: [{topics}]"), (_BEFORE_APPROVAL, "before_approval: []")):
        match = pattern.search(text)
        if match and not set(re.findall(r"\w+", match[0])[1:]) <= ids:
            text = text[: match.start()] + fresh + text[match.end() :]
    return text.encode()


def changes_nothing(checked: CheckedImport, files: ContentFiles) -> bool:
    """Say whether the content has all of it already. The same FAQ afresh keeps a catalog improved since then."""
    same_faq = files.faq.is_file() and read_bytes(files.faq) == checked.plan.faq
    same_catalog = files.catalog.is_file() and read_bytes(files.catalog) == checked.catalog
    return same_faq and (same_catalog or checked.plan.afresh)


def write(checked: CheckedImport, files: ContentFiles, *, aside: bool) -> Path | None:
    """Write FAQ and catalog. `aside`: first copy the old content, and return where to. Raises OSError."""
    aside_folder = _set_aside(files) if aside else None
    profile = _profile(files, checked.plan) if checked.plan.afresh else b""
    if checked.plan.afresh:
        for name in OF_OLD_ANSWERS:
            _remove(files.content / name)
        output.replace_bytes(files.profile, profile)
    output.replace_bytes(files.catalog, checked.catalog)
    output.replace_bytes(files.faq, checked.plan.faq)
    return aside_folder


def _set_aside(files: ContentFiles) -> Path:
    now = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    folder = files.root / SET_ASIDE / f"{files.content.resolve().name}-{now}"
    shutil.copytree(files.content, folder, ignore=shutil.ignore_patterns("talk", GENERATED))
    return folder


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def finding_lines(checked: CheckedImport, faq: str) -> Sequence[str]:
    return [checked.describe(finding, faq) for finding in checked.findings]
