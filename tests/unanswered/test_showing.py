"""The list for people: whole, and nothing in it is obeyed by a browser."""

from datetime import date

from tests.unanswered.builders import NOW
from unanswered.current_model import NearAnswer
from unanswered.listing import Figures, Item, Listing, Window
from unanswered.messages import Sign
from unanswered.notes import TaughtNote
from unanswered.showing import NOTHING, as_html, as_text

TITLES = {"login_slider": "滑块拖不动"}
EVIL = "<script>alert(1)</script>&"


def listing(*items: Item) -> Listing:
    figures = Figures(9, 5, 4, {Sign.DECLINED: 5}, 2, 1, 1, len(items), {"decline": 3, "unhelpful": 1})
    return Listing(Window(7, NOW), items, figures)


def item(
    number: int = 1, text: str = "箭头不动", *, published: bool = False, taught: tuple[TaughtNote, ...] = ()
) -> Item:
    near = (NearAnswer("login_slider", 0.424), NearAnswer("gone", 0.1))
    counts = {Sign.DECLINED: 3}, {"答非所问": 1}
    return Item(f"g{number:07}", (text,), 3, 2, NOW, 1.0, *counts, near, taught, published, ("g0000009",))


def test_a_group_has_its_counts_examples_and_nearest_answers() -> None:
    shown = as_text(listing(item()), TITLES)
    assert "用户写了 9 条消息，5 条没有答上，来自 4 个对话" in shown
    assert "其中 2 条现在的模型已能回答" in shown
    assert "其中 1 条在 1 个不处理的组里" in shown
    assert "已匿名化的不算在内，只能计数：没有听懂 3，评价没帮助 1。" in shown
    assert " 1. g0000001  2 个对话，3 条" in shown
    assert "“箭头不动”" in shown
    assert "没帮助的原因：答非所问 1" in shown
    assert "相近的答案：login_slider（滑块拖不动）0.42；gone（？）0.10" in shown
    assert "最相近的也是它：g0000009" in shown
    assert "make teach ID=" in shown


def test_what_was_taught_is_said() -> None:
    row = TaughtNote(group="g0000001", answer="login_slider", text="箭头拖不动", on=date(2026, 11, 1))
    assert "已教，还没有发布：“箭头拖不动”教给 login_slider（2026-11-01）" in as_text(
        listing(item(taught=(row,))), TITLES
    )
    assert "教过仍未答：" in as_text(listing(item(taught=(row,), published=True)), TITLES)


def test_the_page_has_all_groups_and_escapes_them() -> None:
    items = [item(number, EVIL) for number in range(25)]
    page, text = as_html(listing(*items), TITLES), as_text(listing(*items), TITLES)
    assert EVIL not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;") == 25
    assert text.count(EVIL) == 20
    assert "还有 5 组，见网页。" in text


def test_without_groups_it_says_so() -> None:
    assert NOTHING in as_text(listing(), TITLES)
    assert NOTHING in as_html(listing(), TITLES)
