"""Reports what became of each source line, as text for a terminal and as an HTML page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from converter.answers import Answer
from converter.catalog import Catalog
from converter.lines import STEP, Kind, Line
from converter.lint import Verdict
from converter.phrasings import LineReading, Phrasing

PAGE_FILE = Path(__file__).with_name("report.html")

KIND_NAMES: Mapping[Kind, str] = {
    Kind.SECTION: "章节", Kind.QUESTION: "问题", Kind.ANSWER: "回复", Kind.MORE_ANSWER: "回复续行",
    Kind.NOTE: "内部说明", Kind.BLANK: "空行",
}  # fmt: skip
READING_NAMES: Mapping[LineReading, str] = {
    LineReading.AS_IS: "原样", LineReading.SPLIT: "拆开", LineReading.EXPANDED: "逐值展开",
    LineReading.COMPLETED: "补全主语", LineReading.DROPPED: "舍去碎片",
    LineReading.BY_HAND: "人工读法", LineReading.UNSURE: "整行保留",
}  # fmt: skip


@dataclass(frozen=True)
class ReportRow:
    """One source line and what became of it. `kind`: 内部说明 for an answer line that is a note to staff."""

    line: Line
    kind: str
    answer_id: str
    outcome: str
    phrasings: tuple[Phrasing, ...] = ()


def rows(lines: Sequence[Line], answers: Sequence[Answer], catalog: Catalog) -> list[ReportRow]:
    """Return one row per line, in order."""
    owner = {number: answer for answer in answers for number in answer.lines}
    return [_row(line, owner.get(line.number), catalog) for line in lines]


def _row(line: Line, answer: Answer | None, catalog: Catalog) -> ReportRow:
    name = (answer.id or "（新）") if answer else ""
    if line.kind is Kind.SECTION:
        topic = catalog.sections.get(line.text, "")
        return ReportRow(line, "章节", "", f"话题：{catalog.topics.get(topic, '未知')}")
    if line.kind is Kind.BLANK:
        return ReportRow(line, "空行", "", "")
    if line.kind is Kind.QUESTION and answer:
        phrasings = tuple(learnt.phrasing for learnt in answer.learnt if learnt.line == line.number)
        return ReportRow(line, "问题", name, "；".join(map(describe, phrasings)), phrasings)
    note = catalog.note_of(line.text) or next((n for n in catalog.notes if n.text in line.raw), None)
    if line.kind is Kind.NOTE or line.label == "note":
        return ReportRow(line, "内部说明", name, f"不发给用户：{note.instead}" if note else "不发给用户：未说明的一行")
    first = min(n for e in answer.entries for n in e.answer_lines) if answer else 0
    if line.label == STEP:
        return ReportRow(line, KIND_NAMES[line.kind], name, "回复里的步骤，与上面的回复一起发给用户")
    outcome = "发给用户" if line.number == first else f"与第 {first} 行的回复相同" if answer else "没有归属"
    without = f"，去掉“{note.text}”：{note.instead}" if note else ""
    return ReportRow(line, KIND_NAMES[line.kind], name, outcome + without)


def describe(phrasing: Phrasing) -> str:
    """Return a phrasing in words: how it was read, and the question that is learnt."""
    name = READING_NAMES[phrasing.reading]
    if not phrasing.taught:
        return f"{name}“{phrasing.part}”"
    return name if phrasing.reading is LineReading.AS_IS else f"{name}→“{phrasing.text}”"


def summary(lines: Sequence[Line], answers: Sequence[Answer], verdict: Verdict) -> list[str]:
    """Return counts that must add up: lines by kind, entries, answers, phrasings by reading, findings."""
    kinds = Counter(KIND_NAMES[line.kind] for line in lines)
    readings = Counter(READING_NAMES[item.phrasing.reading] for answer in answers for item in answer.learnt)
    entries = sum(len(answer.entries) for answer in answers)
    return [
        f"共 {len(lines)} 行：" + "，".join(f"{name} {count}" for name, count in kinds.items()),
        f"{entries} 个问答条目，{len(answers)} 个不同的答案",
        f"{sum(readings.values())} 条问法：" + "，".join(f"{name} {count}" for name, count in readings.items()),
        f"发现 {len(verdict.open)} 个待处理，{len(verdict.acknowledged)} 个已知并说明原因",
    ]


def as_text(source: str, table: Sequence[ReportRow], counts: Sequence[str], verdict: Verdict, waiting: str = "") -> str:
    """Return the report for a terminal: source lines, findings, decisions of the owner, counts."""
    out = [
        f"{row.line.number:>4} {row.kind:<5}{row.answer_id:<28}{row.line.raw.strip()[:40]:<42}{row.outcome}"
        for row in table
    ]
    out += ["", "待处理的发现：", *(f.describe(source) for f in verdict.open)] if verdict.open else []
    out += ["", "已知的发现：", *(f"{f.describe(source)} —— {reason}" for f, reason in verdict.acknowledged)]
    out += ["", "要请所有者决定的事：", waiting] if waiting else []
    return "\n".join([*out, "", *counts]) + "\n"


def as_html(source: str, table: Sequence[ReportRow], counts: Sequence[str], verdict: Verdict, waiting: str = "") -> str:
    """Return the report as one self-contained page. `waiting`: the items of the owner's decisions."""
    body = "".join(_html_row(row) for row in table)
    acknowledged = "".join(_html_finding(f.describe(source), reason) for f, reason in verdict.acknowledged)
    still_open = "".join(_html_finding(f.describe(source), "") for f in verdict.open)
    return Template(PAGE_FILE.read_text(encoding="utf-8")).substitute(
        source=escape(source), counts="".join(f"<li>{escape(c)}</li>" for c in counts), rows=body,
        known=acknowledged or "<li>无</li>", open=still_open or "<li>无</li>", waiting=waiting or "<li>无</li>",
    )  # fmt: skip


def _html_row(row: ReportRow) -> str:
    chips = "".join(
        f'<span class="chip {p.reading.name.lower()}"><b>{READING_NAMES[p.reading]}</b> '
        f"{escape(p.text or p.part)}</span>"
        for p in row.phrasings
    )
    css = row.line.kind.name.lower() if row.kind != "内部说明" else "note"
    return (
        f'<tr class="{css}" id="l{row.line.number}"><td class="n">{row.line.number}</td><td>{row.kind}</td>'
        f"<td><code>{escape(row.answer_id)}</code></td><td>{escape(row.line.raw.strip())}</td>"
        f"<td>{chips or escape(row.outcome)}</td></tr>\n"
    )


def _html_finding(text: str, reason: str) -> str:
    return f"<li>{escape(text)}" + (f"<br><small>{escape(reason)}</small>" if reason else "") + "</li>\n"
