"""Lists what only the owner can decide: remaining contradictions, words that are ours, missing facts.

Each has its place, what the assistant does meanwhile, and the edit that records the decision.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from converter.catalog import Catalog
from converter.checks.conversation import inferred
from converter.content_files import ContentFiles
from converter.errors import Finding
from converter.source import Source
from owner.reading import ProfileReading

PAGE_FILE = Path(__file__).with_name("decisions.html")
NOTHING = "没有要请所有者决定的事"

PLACE, CONTRADICTION = "place-in-two-lists", "contradiction"
_DECIDED = "加一行“decided: 谁在哪天怎么定的”"


@dataclass(frozen=True)
class Decision:
    """`where`: files with lines; `meanwhile`: what the assistant does; `how`: the edit that records the decision."""

    question: str
    where: str
    meanwhile: str
    how: str


def decisions(source: Source, files: ContentFiles) -> list[Decision]:
    """Return all open decisions of the owner: contradictory answers first, facts not written down last."""
    verdict, catalog = source.conversion.verdict, source.conversion.catalog
    reasons = dict(verdict.acknowledged)
    waiting = [finding for finding in (*verdict.open, *reasons) if finding.key not in catalog.decided]
    places = [_place(finding, source, files) for finding in waiting if finding.kind == PLACE]
    contradictions = [
        _contradiction(finding, reasons.get(finding, ""), catalog, files)
        for finding in waiting
        if finding.kind == CONTRADICTION
    ]
    others = (*_ours(source, files), *_missing(source.reading, files))
    return [*places, *_disputed(source, files), *contradictions, *others]


def _place(finding: Finding, source: Source, files: ContentFiles) -> Decision:
    place, profile = finding.between[0], source.profile
    meanwhile = "profile.yml 没有写地区，助手不区分"
    how = f"从 {files.name(files.faq)} 的一份名单里删去它"
    if profile and profile.places:
        status, name = profile.places.status(place), profile.places.spoken(place)
        sentence = profile.sentences.get(f"city_{status}", "").replace("{city}", name).replace("{how}", "")
        meanwhile = f"助手说：“{sentence}”"
        line = source.reading.line("places", status)
        how += f"，再在 {files.name(files.profile)} 第 {line} 行的 {status} 里移到它该在的名单"
    if at := _acknowledged_at(finding, source.conversion.catalog):
        how += f"，并删去 {files.name(files.catalog)} 第 {at} 行的这一条"
    return Decision(finding.message, _lines(files.name(files.faq), finding), meanwhile, how)


def _disputed(source: Source, files: ContentFiles) -> Iterator[Decision]:
    """Yield places without a certain answer, if the FAQ has no lists that show it."""
    listed = {finding.between[0] for finding in source.findings if finding.kind == PLACE}
    listed |= {finding.between[0] for finding, _ in source.conversion.verdict.acknowledged if finding.kind == PLACE}
    profile, name = source.profile, files.name(files.profile)
    for place in profile.places.disputed if profile and profile.places else ():
        if place not in listed:
            line = source.reading.line("places", "disputed")
            yield Decision(
                f"{place}能不能办", f"{name} 第 {line} 行的 disputed", "助手说平台的说明不一致，请用户问人工",
                f"在 {name} 里移到 supported 或 unsupported",
            )  # fmt: skip


def _contradiction(finding: Finding, reason: str, catalog: Catalog, files: ContentFiles) -> Decision:
    name, at = files.name(files.catalog), _acknowledged_at(finding, catalog)
    settled = f"在 {name} 第 {at} 行的这一条里{_DECIDED}" if at else f"在 {name} 的 acknowledged 里写一条，{_DECIDED}"
    return Decision(
        _with_titles(finding.message, catalog),
        _lines(files.name(files.faq), finding),
        "各处的原话照发" + (f"：{reason}" if reason else ""),
        f"只有一种对的，把 {files.name(files.faq)} 改一致；都对的，{settled}",
    )


def _ours(source: Source, files: ContentFiles) -> Iterator[Decision]:
    catalog, name = source.conversion.catalog, files.name(files.catalog)
    texts = {answer.id: answer for answer in source.conversion.answers}
    titles: dict[str, str] = {role.id: role.title for role in source.profile.roles} if source.profile else {}
    for composition, piece in inferred(catalog):
        if piece.decided:
            continue
        number, at = catalog.compositions.index(composition), composition.pieces.index(piece)
        line = catalog.line_at("roles", number, "pieces", at)
        basis = texts.get(piece.source)
        of = (
            f"；{files.name(files.faq)} 第 {basis.entries[0].answer_lines[0]} 行的原话是“{piece.instead_of}”"
            if basis
            else ""
        )
        who = "、".join(titles.get(role, role) for role in composition.roles)
        yield Decision(
            f"{_with_titles(composition.answer, catalog)}：“{piece.text}”不是 FAQ 的原话，对不对（{piece.reason}）",
            f"{name} 第 {line} 行{of}",
            f"用户是{who}时这样回答：“{composition.text}”",
            f"对的，在 {name} 第 {line} 行的这一处{_DECIDED}；不对的，改那里的 text",
        )


def _missing(reading: ProfileReading, files: ContentFiles) -> Iterator[Decision]:
    profile, name = reading.profile, files.name(files.profile)
    if profile is None:
        return
    meanwhile = f"助手只说：“{profile.sentences['handoff_where']}”"
    for key, value, question in (
        ("hotline", profile.staff.hotline, "人工热线的号码是多少"),
        ("hours", profile.staff.hours, "人工客服的服务时间是什么"),
    ):
        if not value:
            line = reading.line("staff", key)
            yield Decision(
                question, f"{name} 第 {line} 行", meanwhile, f"填在 {name} 第 {line} 行的 {key} 里；没有就不用填"
            )


def _lines(name: str, finding: Finding) -> str:
    return f"{name} 第 {'、'.join(map(str, sorted({finding.line, *finding.more_lines})))} 行"


def _acknowledged_at(finding: Finding, catalog: Catalog) -> int:
    """Return the line of the acknowledgement; 0 if there is none."""
    rows = list(catalog.acknowledged)
    return catalog.line_at("acknowledged", rows.index(finding.key)) if finding.key in rows else 0


def _with_titles(text: str, catalog: Catalog) -> str:
    for record in sorted(catalog.records, key=lambda other: -len(other.id)):
        text = text.replace(record.id, f"【{record.title}】")
    return text


def as_text(decisions: Sequence[Decision]) -> str:
    """Return the list for a terminal."""
    return "\n".join(
        f"{number}. {decision.question}\n   在哪里：{decision.where}\n"
        f"   现在：{decision.meanwhile}\n   定了以后：{decision.how}"
        for number, decision in enumerate(decisions, 1)
    ) or NOTHING  # fmt: skip


def as_items(decisions: Iterable[Decision]) -> str:
    """Return the items of an HTML list."""
    return "".join(
        f"<li><b>{escape(decision.question)}</b><br>在哪里：{escape(decision.where)}<br>现在：{escape(decision.meanwhile)}<br>"
        f"定了以后：{escape(decision.how)}</li>\n"
        for decision in decisions
    ) or f"<li>{NOTHING}</li>"  # fmt: skip


def as_html(source: str, decisions: Sequence[Decision]) -> str:
    """Return the list as one self-contained page to print or send. `source`: the FAQ's name."""
    page = Template(PAGE_FILE.read_text(encoding="utf-8"))
    return page.substitute(source=escape(source), count=len(decisions), items=as_items(decisions))
