"""Reads and checks the content's files together: FAQ, catalog, profile, hand-written examples."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from converter import catalog_file
from converter.assign import assign
from converter.checks.contradictions import check_words
from converter.checks.examples import check_examples
from converter.checks.misplaced import check_misplaced
from converter.checks.new_entries import check_new, check_renamed, without_echoes
from converter.checks.profile import check_profile, faults
from converter.checks.questions import PlacedQuestion
from converter.checks.structure import CATALOG, check_sections
from converter.checks.titles import check_titles
from converter.checks.trials import check_trials
from converter.checks.unfinished import check_unfinished
from converter.checks.vanished import check_vanished
from converter.content_files import ContentFiles, ReadContent, read_files, serving
from converter.conversion import Conversion, read
from converter.errors import Finding, SourceError, Unreadable
from converter.handwritten import asked_by_hand, asked_in_files
from converter.served_phrasings import phrasings_served
from converter.weights import UNREADABLE, stops
from owner.live import ANSWERS, index_in
from owner.live import PROFILE as GENERATED_PROFILE
from owner.profile import Profile
from owner.reading import ProfileReading
from understanding.labels import CONTEXT, is_under

TAKEN_BACK = "；是有意退回的（如撤销一次导入），删去 generated 文件夹再来一次，它会重新生成"
MANY = 3
"""So many ids missing from the catalog while their answers stay mean that it was truncated."""


@dataclass(frozen=True)
class Source:
    """The content as it was read. `findings`: all that are not acknowledged.

    `catalog_text`: the catalog used for the reading; `assigned`: sentences on the changes in it.
    """

    conversion: Conversion
    reading: ProfileReading
    findings: tuple[Finding, ...]
    catalog_text: str
    assigned: tuple[str, ...]

    @property
    def profile(self) -> Profile | None:
        return self.reading.profile

    def files(self) -> Mapping[str, str]:
        """Return the generated files, name -> content. Raises ValueError if the profile cannot be read."""
        if self.profile is None:
            raise ValueError("a profile that cannot be read stops everything")
        shown = self.profile.json(ensure_ascii=False, indent=1, exclude_defaults=True)
        return {**self.conversion.files(self.profile.most_asked), GENERATED_PROFILE: f"{shown}\n"}


def read_source(files: ContentFiles, *, with_new_ids: bool = False) -> Source:
    """Read and check everything together. Raises Unreadable if a file cannot be read at all, and OSError."""
    content, profile_faults = _readable(files)
    try:
        with serving(content.profile):
            source = _converted(files, content, with_new_ids=with_new_ids)
    except (SourceError, FileNotFoundError) as error:
        if isinstance(error, FileNotFoundError) and content.profile.profile:
            raise
        unread = [_blamed(files, error)] if isinstance(error, SourceError) else []
        raise Unreadable([*unread, *profile_faults]) from error
    of_profile = check_profile(content.profile, source.conversion, files.name(files.profile))
    beside = [_at_its_catalog(files, finding) for finding in of_profile]
    # Findings of the FAQ come first.
    everything = sorted({*source.findings, *beside}, key=lambda finding: (finding.path, finding))
    return replace(source, findings=tuple(everything))


def read_present(files: ContentFiles) -> Conversion:
    """Read FAQ and catalog as they are, without running the checks. Raises Unreadable and OSError."""
    content, _ = _readable(files)
    try:
        with serving(content.profile):
            conversion = read(content.faq, content.catalog, ())
            before = _before(files)
            new = check_new(conversion.lines, conversion.answers, conversion.catalog, before)
            _check_whole(files, conversion, list(new))
    except SourceError as error:
        raise Unreadable([_blamed(files, error)]) from error
    return conversion


def _readable(files: ContentFiles) -> tuple[ReadContent, list[Finding]]:
    """Return the texts of the content and the faults of its profile. Raises Unreadable for those that are no text."""
    content = read_files(files)
    profile_faults = faults(content.profile, files.name(files.profile))
    if content.unreadable:
        raise Unreadable([*content.unreadable, *profile_faults])
    with serving(content.profile):
        renamed = catalog_file.load(content.catalog).renamed
    content.profile = _with_current_ids(content.profile, renamed)
    return content, list(profile_faults)


def _converted(files: ContentFiles, content: ReadContent, *, with_new_ids: bool) -> Source:
    renamed = catalog_file.load(content.catalog).renamed
    by_hand = [
        replace(question, answer=renamed[question.answer]) if question.answer in renamed else question
        for question in asked_in_files(files.examples, files.root)
    ]
    roles = [role.id for role in content.profile.profile.roles] if content.profile.profile else None
    conversion, text = read(content.faq, content.catalog, by_hand, roles, content.clashing), content.catalog
    findings = _findings(files, content, conversion, by_hand, renamed)
    _check_whole(files, conversion, findings)
    assigned: Sequence[str] = ()
    if with_new_ids:
        text, assigned = assign(text, conversion.catalog, conversion.answers)
        conversion = read(content.faq, text, by_hand, roles, content.clashing) if assigned else conversion
    everything = without_echoes((*findings, *conversion.verdict.open), conversion.answers)
    open_ = [_at_its_catalog(files, finding) for finding in everything]
    return Source(conversion, content.profile, tuple(open_), text, tuple(assigned))


def _findings(
    files: ContentFiles,
    content: ReadContent,
    conversion: Conversion,
    by_hand: Sequence[PlacedQuestion],
    renamed: Mapping[str, str],
) -> list[Finding]:
    """Return the findings of the checks that need more than the FAQ. `renamed`: former id -> current id."""
    before, ids = _before(files), [record.id for record in conversion.catalog.records]
    return [
        *check_new(conversion.lines, conversion.answers, conversion.catalog, before),
        *check_renamed(conversion.answers, conversion.catalog, before),
        *check_unfinished(conversion),
        *check_sections(conversion.lines, conversion.catalog),
        *check_titles(conversion.catalog),
        *check_examples(content.examples, conversion.catalog, content.intents),
        *check_trials(files.content, files.name(files.content), {*ids, *renamed}),
        *check_misplaced(files.content, files.name(files.content)),
        *check_words(conversion.answers, content.clashing, files.name(files.contradictions)),
        *check_vanished(
            phrasings_served(files.root, files.content),
            conversion.answers,
            by_hand,
            content.examples,
            conversion.catalog,
        ),
    ]


def _before(files: ContentFiles) -> Sequence[PlacedQuestion]:
    """Return the questions generated last; none if their files are damaged, since those are generated anew.

    Ids that the index of all answers lacks are left over: who takes an edit back with git keeps the files it added.
    """
    try:
        questions = asked_by_hand(files.generated, files.root)
    except SourceError:
        return ()
    ids = _generated_ids(files)
    return [each for each in questions if not ids or each.answer in ids or is_under(CONTEXT, each.answer)]


def _generated_ids(files: ContentFiles) -> Collection[str]:
    """Return the ids of the index of generated answers; none if it cannot be read."""
    try:
        index = index_in((files.generated / ANSWERS).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()
    return {*index.titles, *index.renamed}


def _at_its_catalog(files: ContentFiles, finding: Finding) -> Finding:
    return replace(finding, path=files.name(files.catalog)) if finding.path == CATALOG else finding


def _with_current_ids(reading: ProfileReading, renamed: Mapping[str, str]) -> ProfileReading:
    return replace(reading, profile=reading.profile.with_current_ids(renamed)) if reading.profile else reading


def _check_whole(files: ContentFiles, conversion: Conversion, findings: Sequence[Finding]) -> None:
    """Raise SourceError if catalog.yml was truncated, because findings about the FAQ are then misleading."""
    catalog = conversion.catalog
    there = {"sections": catalog.sections, "topics": catalog.topics, "answers": catalog.records}
    missing = [key for key, rows in there.items() if not rows]
    signs = []
    if missing and files.generated.is_dir():
        signs.append(f"没有 {'、'.join(missing)}")
    if not catalog.text.endswith("\n"):
        signs.append("最后一行没有换行")
    if (lost := sum(finding.kind == "lost-id" for finding in findings)) >= MANY:
        signs.append(f"answers 里少了 {lost} 个原来的编号")
    # A new entry is no sign of a truncated catalog if the generated files show that it is really new.
    serious = [
        finding
        for finding in ([*findings, *conversion.verdict.open] if signs else ())
        if stops(finding) and not (files.generated.is_dir() and finding.kind == "new-entry")
    ]
    if serious:
        message = f"{'，'.join(signs)}，文件像是没有写完：请从版本库或备份恢复，或补全它{TAKEN_BACK * bool(lost)}"
        raise SourceError(message, catalog.text.count("\n") + 1, files.catalog)


def _blamed(files: ContentFiles, error: SourceError) -> Finding:
    path = files.name(error.path) if error.path else ""
    return Finding(error.line, UNREADABLE, error.message, path=path, fatal=True)
