"""Shows what an import would change, as text for a terminal and as an HTML page."""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from converter.importing.compare import CandidateChange, ChangeKind
from converter.importing.items import Doubt, Recognised
from converter.importing.neighbours import NOTHING_NEAR, NearExisting
from converter.importing.rewriting import bare
from converter.importing.unread_lines import UNREAD

PAGE_FILE = Path(__file__).with_name("preview.html")
FEW_PHRASINGS = "每个答案写三五种问法，或用 make suggest 找，发布前看预览里“新答案接到的别的话”"
MOST_NEW, MOST_DOUBTS, MOST_FINDINGS, MOST_CONFLICTS = 20, 200, 100, 200
"""Most new questions, doubts, findings and conflicts in the terminal; the page lists all."""


@dataclass(frozen=True)
class ImportPreview:
    """`findings`: of the content as it would be. `outcome`: what was written, or how to write.

    `near`: remarks on new answers that are near existing ones.
    """

    names: tuple[str, ...]
    recognised: Recognised
    changes: tuple[CandidateChange, ...]
    findings: tuple[str, ...]
    outcome: str
    near: NearExisting = NOTHING_NEAR

    def of(self, *kinds: ChangeKind) -> list[CandidateChange]:
        return [change for change in self.changes if change.kind in kinds]

    @property
    def doubts(self) -> Sequence[Doubt]:
        return list(dict.fromkeys(self.recognised.doubts))

    def counts(self) -> list[str]:
        """Return sentences with counts that add up: what was found, how it compares, what became of each line."""
        candidates = self.recognised.candidates
        questions = sum(len(candidate.questions) for candidate in candidates)
        answers = len({bare(candidate.answer) for candidate in candidates})
        kinds = Counter(change.kind for change in self.changes)
        became = Counter(account.became for account in self.recognised.accounts)
        compared = "，".join(f"{what.value} {kinds[what]}" for what in ChangeKind if kinds[what])
        return [
            f"{questions} 个问题，{answers} 个答案，{len(self.doubts)} 处要看一看",
            f"与现有内容相比：{compared or '没有可比的'}",
            f"文件共 {len(self.recognised.accounts)} 行：{_accounted(became)}",
        ]


def _accounted(became: Counter[str]) -> str:
    """Return what became of the lines, those that were imported first."""
    left_out = {name: count for name, count in became.items() if name.startswith(UNREAD)}
    used = "，".join(f"{name} {count}" for name, count in became.items() if name not in left_out)
    if not left_out:
        return used
    named = "，".join(f"{name.removeprefix(UNREAD).lstrip('：') or '不属于问答'} {n}" for name, n in left_out.items())
    return f"{used or '都没有用上'}；另有 {sum(left_out.values())} 行没有导入（{named}）"


def as_text(preview: ImportPreview) -> str:
    """Return the preview for a terminal."""
    out = [f"读了：{'、'.join(preview.names)}", *preview.counts(), *preview.recognised.remarks]
    if preview.doubts:
        out += ["", "要看一看的："]
        shown = preview.doubts[:MOST_DOUBTS]
        out += [f"{at}. {doubt.place}：{doubt.what}；{doubt.do}" for at, doubt in enumerate(shown, 1)]
        left = len(preview.doubts) - len(shown)
        out += [f"…另有 {left} 处，见网页版"] if left else []
    out += _listed("冲突（没有写入，请决定用哪一个）：", preview.of(ChangeKind.CONFLICT))
    out += _listed("改了：", preview.of(ChangeKind.CHANGED))
    out += _new(preview.of(ChangeKind.NEW, ChangeKind.PHRASING))
    out += _near(preview.near)
    if preview.findings:
        out += ["", "检查导入以后的内容：", *preview.findings[:MOST_FINDINGS]]
        left = len(preview.findings) - MOST_FINDINGS
        out += [f"…另有 {left} 条，见网页版"] if left > 0 else []
    return "\n".join([*out, "", preview.outcome])


def _near(near: NearExisting) -> list[str]:
    """Return the remarks on what is the same; those on few phrasings, which many new answers have, as one line."""
    out = ["", "与现有的相近："] if any(near) else []
    out += [f"- {remark}" for remark in near.same[:MOST_NEW]]
    left = len(near.same) - MOST_NEW
    out += [f"…另有 {left} 处，见网页版"] if left > 0 else []
    if near.few:
        more = f"这样的新答案共 {len(near.few)} 个，见网页版；" if len(near.few) > 1 else ""
        out.append(f"- {near.few[0]}；{more}{FEW_PHRASINGS}")
    return out


def _listed(title: str, changes: Sequence[CandidateChange]) -> list[str]:
    out = ["", title] if changes else []
    for change in changes[:MOST_CONFLICTS]:
        candidate = change.candidate
        out.append(f"- {candidate.place}：{candidate.questions[0]}" + (f"（{change.why}）" if change.why else ""))
        out += [f"    问法：{old} → {new}" for old, new in change.renamed]
        out += [f"    删去问法：{old}" for old in change.removed]
        if change.before and not change.keeps_answer:
            there, here = ("现在", "文件") if change.there else ("那一处", "这一处")
            out += [f"    {there}：{_line(change.before)}", f"    {here}：{_line(candidate.answer)}"]
    left = len(changes) - MOST_CONFLICTS
    return [*out, f"…另有 {left} 处，见网页版"] if left > 0 else out


def _new(changes: Sequence[CandidateChange]) -> list[str]:
    out = ["", "新的："] if changes else []
    for change in changes[:MOST_NEW]:
        under = f"（加到 {change.there.name}）" if change.there else ""
        section = f"{change.candidate.section}：" if change.candidate.section else ""
        out.append(f"- {section}{'、'.join(change.questions)}{under}")
    return [*out, f"…另有 {len(changes) - MOST_NEW} 个，见网页版"] if len(changes) > MOST_NEW else out


def _line(text: str) -> str:
    return " / ".join(text.split("\n"))


def as_html(preview: ImportPreview) -> str:
    """Return the same as one page, with what became of each line of the files."""
    changes = sorted(preview.changes, key=lambda change: list(_ORDER).index(change.kind))
    return Template(PAGE_FILE.read_text(encoding="utf-8")).substitute(
        names=escape("、".join(preview.names)),
        counts="".join(f"<li>{escape(count)}</li>" for count in (*preview.counts(), *preview.recognised.remarks)),
        doubts="".join(map(_doubt, preview.doubts)) or "<li>无</li>",
        near="".join(map(_remark, _all_near(preview.near))) or "<li>无</li>",
        findings="".join(f"<li>{escape(finding)}</li>" for finding in preview.findings) or "<li>无</li>",
        changes="".join(_change(change) for change in changes),
        accounts="".join(_account(preview)),
        outcome=escape(preview.outcome).replace("\n", "<br>"),
    )


_ORDER = (ChangeKind.CONFLICT, ChangeKind.CHANGED, ChangeKind.NEW, ChangeKind.PHRASING, ChangeKind.SAME)


def _all_near(near: NearExisting) -> Sequence[str]:
    return [*near.same, *near.few, *[FEW_PHRASINGS] * bool(near.few)]


def _remark(remark: str) -> str:
    return f"<li>{escape(remark)}</li>"


def _doubt(doubt: Doubt) -> str:
    return f"<li><b>{escape(str(doubt.place))}</b> {escape(doubt.what)}<br><small>{escape(doubt.do)}</small></li>\n"


def _change(change: CandidateChange) -> str:
    candidate = change.candidate
    differs = change.before and not change.keeps_answer and change.kind in (ChangeKind.CONFLICT, ChangeKind.CHANGED)
    answer = _difference(change.before, candidate.answer) if differs else escape(candidate.answer)
    questions = [escape(question) for question in candidate.questions]
    questions += [f"<del>{escape(old)}</del> <ins>{escape(new)}</ins>" for old, new in change.renamed]
    questions += [f"<del>{escape(old)}</del>" for old in change.removed]
    return (
        f'<tr class="{change.kind.name.lower()}"><td>{change.kind.value}</td><td>{escape(candidate.section)}</td>'
        f"<td>{'<br>'.join(questions)}</td><td>{answer.replace(chr(10), '<br>')}"
        f"{f'<br><small>{escape(change.why)}</small>' if change.why else ''}</td>"
        f"<td>{escape(str(candidate.place))}</td></tr>\n"
    )


def _difference(before: str, after: str) -> str:
    """Return the new text as HTML with removed and added parts marked."""
    out = []
    for kind, at, end, start, stop in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            out.append(escape(before[at:end]))
            continue
        out.append(f"<del>{escape(before[at:end])}</del>" if at < end else "")
        out.append(f"<ins>{escape(after[start:stop])}</ins>" if start < stop else "")
    return "".join(out)


def _account(preview: ImportPreview) -> Iterator[str]:
    for account in preview.recognised.accounts:
        if account.text:
            place, text, became = (escape(part) for part in (str(account.place), account.text, account.became))
            yield f"<tr><td>{place}</td><td>{text}</td><td>{became}</td></tr>\n"
