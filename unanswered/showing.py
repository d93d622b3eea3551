"""Shows the list on a terminal and as an HTML page, in Chinese."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from string import Template

from unanswered.listing import Figures, Item, Listing
from unanswered.messages import Sign
from unanswered.stored import RATED

PAGE_FILE = Path(__file__).with_name("report.html")

ON_A_TERMINAL = 20
"""How many groups the terminal shows; the page has all."""

LONGEST = 60
"""Characters of an example."""

BESIDE = 8
"""How many other groups are named."""

NOTHING = "这些天没有没答上的问题。"
TEACH = '教给一个答案：make teach ID=答案的编号 TEXT="一句说法" GROUP=组号'
IGNORE = '不处理一组：make unanswered IGNORE=组号 REASON="原因"（合在一起的，用逗号连着写）'
JOIN = "合起来或分开列：make unanswered JOIN=组号,组号 或 SPLIT=组号,组号"

_ANONYMOUS = {"decline": "没有听懂", "offer": "给了选项", "handoff": "转人工", RATED: "评价没帮助"}

Titles = Mapping[str, str]


def as_text(listing: Listing, titles: Titles) -> str:
    """Return the figures and the first groups. `titles`: of the answers, by id."""
    lines = list(figures(listing))
    shown = listing.items[:ON_A_TERMINAL]
    for number, item in enumerate(shown, 1):
        lines += ["", f"{number:2}. {item.id}  {_counts(item)}", *(f"    {line}" for line in _details(item, titles))]
    if len(shown) < len(listing.items):
        lines += ["", f"还有 {len(listing.items) - len(shown)} 组，见网页。"]
    return "\n".join([*lines, "", *((TEACH, IGNORE, JOIN) if shown else (NOTHING,))]) + "\n"


def as_html(listing: Listing, titles: Titles) -> str:
    """Return the same with all groups as one self-contained page."""
    items = "".join(_html(item, titles) for item in listing.items) or f"<li>{NOTHING}</li>"
    figure_items = "".join(f"<li>{escape(line)}</li>" for line in figures(listing))
    how = "".join(f"<p><code>{escape(line)}</code></p>" for line in (TEACH, IGNORE, JOIN))
    page = Template(PAGE_FILE.read_text(encoding="utf-8"))
    return page.substitute(days=listing.window.days, figures=figure_items, items=items, how=how)


def figures(listing: Listing) -> Iterator[str]:
    """Yield the figures as sentences."""
    numbers, window = listing.figures, listing.window
    yield (
        f"过去 {window.days} 天（{_day(window.since)} 至 {_day(window.now)}）：用户写了 {numbers.written} 条消息，"
        f"{numbers.unanswered} 条没有答上，来自 {numbers.conversations} 个对话。"
    )
    if numbers.signs:
        yield f"{_signs(numbers.signs)}（一条可以有几种）。"
    yield from _aside(numbers)
    yield f"还要看的有 {numbers.groups} 组，问的人多、问得近的在前。"


def _aside(numbers: Figures) -> Iterator[str]:
    if numbers.answered_now:
        yield f"其中 {numbers.answered_now} 条现在的模型已能回答，不再列出。"
    if numbers.ignored:
        yield f"其中 {numbers.ignored} 条在 {numbers.ignored_groups} 个不处理的组里，不再列出。"
    if numbers.anonymous:
        counts = "，".join(f"{_ANONYMOUS[name]} {count}" for name, count in numbers.anonymous.items())
        yield f"这些天里已匿名化的不算在内，只能计数：{counts}。"


def _counts(item: Item) -> str:
    return f"{item.conversations} 个对话，{item.messages} 条，最近 {_day(item.last)}：{_signs(item.signs)}"


def _details(item: Item, titles: Titles) -> Iterator[str]:
    yield "；".join(f"“{_short(text)}”" for text in item.examples)
    if item.reasons:
        yield "没帮助的原因：" + "，".join(f"{reason} {count}" for reason, count in item.reasons.items())
    near = (f"{answer.id}（{titles.get(answer.id, '？')}）{answer.confidence:.2f}" for answer in item.nearest)
    yield "相近的答案：" + ("；".join(near) or "没有")
    if item.joined:
        yield f"合在一起的组：{'、'.join(item.joined)}"
    if item.beside:
        more = f"等 {len(item.beside)} 组" if len(item.beside) > BESIDE else ""
        yield f"最相近的也是它：{'、'.join(item.beside[:BESIDE])}{more}"
    if item.taught:
        state = "教过仍未答" if item.published else "已教，还没有发布"
        what = "；".join(f"“{row.text}”教给 {row.answer}（{row.on}）" for row in item.taught)
        yield f"{state}：{what}"


def _html(item: Item, titles: Titles) -> str:
    details = "".join(f"<br>{escape(line)}" for line in _details(item, titles))
    return f"<li><b>{escape(item.id)}</b> {escape(_counts(item))}{details}</li>\n"


def _signs(signs: Mapping[Sign, int]) -> str:
    return "，".join(f"{sign.value} {count}" for sign, count in signs.items())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _day(at: float) -> str:
    return f"{datetime.fromtimestamp(at):%Y-%m-%d}"
