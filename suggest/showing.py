"""Shows proposals on a terminal, or as JSON for tools."""

import json
from collections.abc import Sequence
from typing import Any

from suggest.content import Content
from suggest.judging import CARRIER, MESSAGE, NEIGHBOUR, Proposal
from understanding.confidence import OUT_OF_SCOPE
from understanding.intent_names import intent_name

_SOURCES = {CARRIER: "套话", NEIGHBOUR: "邻近", MESSAGE: "真实"}

_PLAIN = {OUT_OF_SCOPE: "不归这里回答的"}


def as_text(id_: str, proposals: Sequence[Proposal], content: Content) -> str:
    """Return one block of lines for each proposal, numbered from 1."""
    title = content.answers[id_].title
    if not proposals:
        return f"{id_}（{title}）没有可建议的说法。\n"
    lines = [f"{id_}（{title}）的 {len(proposals)} 条建议，最有用的在前。没有写入任何文件。", ""]
    for number, proposal in enumerate(proposals, 1):
        lines.append(f"{number:2}. {proposal.idea.text}")
        lines.append(f"    {_SOURCES[proposal.idea.source]}：{proposal.idea.why}")
        lines += [f"    {note}" for note in notes(id_, proposal, content)]
    lines += ["", f"选用：make suggest ID={id_} ADD=1,3"]
    return "\n".join(lines) + "\n"


def notes(id_: str, proposal: Proposal, content: Content) -> list[str]:
    if proposal.taught_to:
        return [f"已是 {_named(proposal.taught_to, content)} 的原话，不能再加到这里"]
    if proposal.winner == id_:
        now = f"现在：{'会出现在选项里，还不会直接答' if proposal.offered else '已答这个答案'}（{proposal.own:.2f}）"
    elif proposal.winner in content.answers and proposal.offered:
        winner = f"{_named(proposal.winner, content)}（{proposal.confidence:.2f}）"
        now = f"现在：给出选项，最先是 {winner}；这个答案 {proposal.own:.2f}"
    elif proposal.winner in content.answers:
        winner = f"{_named(proposal.winner, content)}（{proposal.confidence:.2f}）"
        now = f"现在：答 {winner}，加上会从它那里拿走；这个答案 {proposal.own:.2f}"
    elif proposal.winner:
        plain = _PLAIN.get(proposal.winner) or f"“{intent_name(proposal.winner)}”"
        now = f"现在：当作{plain}（{proposal.confidence:.2f}）；这个答案 {proposal.own:.2f}"
    else:
        now = f"现在：没有答案（这个答案 {proposal.own:.2f}）"
    if proposal.negative is None:
        return [now]
    where = f"{proposal.negative.path}:{proposal.negative.line}"
    return [now, f"{where} 的“{proposal.negative.text}”（{proposal.negative.answer}）说的是同一句，加之前先删掉它"]


def _named(id_: str, content: Content) -> str:
    return f"{id_}（{content.answers[id_].title}）"


def as_json(id_: str, proposals: Sequence[Proposal]) -> str:
    """Return {id, proposals}; confidences are 0 to 1."""
    fields = [_fields(number, proposal) for number, proposal in enumerate(proposals, 1)]
    return json.dumps({"id": id_, "proposals": fields}, ensure_ascii=False, indent=2) + "\n"


def _fields(number: int, proposal: Proposal) -> dict[str, Any]:
    negative = proposal.negative
    return {
        "number": number,
        "text": proposal.idea.text,
        "source": proposal.idea.source,
        "why": proposal.idea.why,
        "own_confidence": round(proposal.own, 4),
        "winner": proposal.winner or None,
        "winner_confidence": round(proposal.confidence, 4),
        "known_under": proposal.taught_to or None,
        "negative": negative and {"text": negative.text, "path": negative.path, "line": negative.line},
        "use": round(proposal.use, 4),
    }
