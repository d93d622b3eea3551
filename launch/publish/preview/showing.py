"""Shows the differences: the first of each kind in the terminal, all of them on an HTML page."""

import os
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template

from launch.publish.preview.asking import ANSWER, OFFER, ModelReply
from launch.publish.preview.comparing import Difference, PublishPreview
from persistence.private import FILE
from understanding.intent_names import intent_name

PAGE = "var/publish-preview.html"
PAGE_FILE = Path(__file__).with_name("preview.html")
MOST, MOST_TAKEN = 8, 30
"""Number of differences of each kind in the terminal; more for the kind that must be checked one by one."""

KINDS = {
    "taken": "新答案接到的别的话，请逐句看",
    "changed": "答案变了",
    "lost": "原来能答、现在不答",
    "gained": "原来不答、现在能答",
}
UNKNOWN = ("nlu_fallback", "out_of_scope", "")

Titles = Mapping[str, str]


def lines(preview: PublishPreview, titles: Titles) -> Iterator[str]:
    """Yield the lines for a terminal. `titles`: of the answers of both versions, by id."""
    yield f"用户会看到的变化{_how_many(preview)}："
    for kind, changes in _kinds(preview):
        yield f"  {KINDS[kind]}：{len(changes)} 句"
        most = MOST_TAKEN if kind == "taken" else MOST
        yield from (f"    “{change.message}”：{_change(change, titles)}" for change in changes[:most])
        if len(changes) > most:
            yield f"    …… 另外 {len(changes) - most} 句"
    yield f"全部在 {PAGE}"


def as_html(preview: PublishPreview, titles: Titles, content: Sequence[str]) -> str:
    """Return the page as HTML. `content`: the changes of the content, in lines."""
    parts = [f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in content)}</ul>"]
    for kind, changes in _kinds(preview):
        rows = "".join(
            f"<tr><td>{escape(change.message)}</td><td>{escape(_reply_text(change.old, titles))}</td>"
            f"<td>{escape(_reply_text(change.new, titles))}</td></tr>"
            for change in changes
        )
        parts.append(f"<h2>{KINDS[kind]}：{len(changes)} 句</h2>")
        parts.append(f"<table><tr><th>用户说</th><th>现在</th><th>发布以后</th></tr>{rows}</table>" if changes else "")
    page = Template(PAGE_FILE.read_text(encoding="utf-8"))
    return page.substitute(how_many=escape(_how_many(preview)), body="\n".join(parts))


def write(page: Path, html: str) -> None:
    """Write the page readable for its owner only, because it shows users' messages. Raises OSError."""
    page.unlink(missing_ok=True)
    with os.fdopen(os.open(page, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "w", encoding="utf-8") as stream:
        stream.write(html)


def _kinds(preview: PublishPreview) -> Iterator[tuple[str, Sequence[Difference]]]:
    yield from (("taken", preview.taken), ("changed", preview.changed), ("lost", preview.lost))
    yield "gained", preview.gained


def _how_many(preview: PublishPreview) -> str:
    left = f"，另有 {preview.left} 句没来得及，都是离这次改动较远的" if preview.left else ""
    return f"（比较了 {preview.compared} 句{left}）"


def _change(change: Difference, titles: Titles) -> str:
    if change.old == change.new:
        return f"{_reply_text(change.new, titles)}（文字改了）"
    return f"{_reply_text(change.old, titles)} → {_reply_text(change.new, titles)}"


def _reply_text(reply: ModelReply, titles: Titles) -> str:
    named = "、".join(titles.get(id_, id_) for id_ in reply.of)
    if reply.kind == ANSWER:
        return f"《{named}》"
    if reply.kind == OFFER:
        return f"给选项（{named}）"
    return "没有听懂" if reply.of[0] in UNKNOWN else f"别的回应（{'、'.join(map(intent_name, reply.of))}）"
