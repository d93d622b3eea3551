"""Simulated messages are kept as the assistant keeps them, and groups are counted by pairs."""

import time
from pathlib import Path
from random import Random

from benchmarks.learning.bench import _lessons
from benchmarks.learning.grouping import Line, own_lines, quality
from benchmarks.learning.report import PHRASINGS, Outcome, as_markdown, page_of
from benchmarks.learning.traffic import MESSAGES, drawn, popularity, write
from benchmarks.understanding.questions import OUT_OF_SCOPE, Question
from benchmarks.understanding.score import Reply, Result
from unanswered.grouping import group_id
from unanswered.listing import Figures, Item
from unanswered.messages import Sign, unanswered
from unanswered.stored import read_stored

SLIDER, PRINT, WEATHER = (
    Question("login_slider", "real", "箭头不动"),
    Question("certificate_print", "real", "证书在哪打"),
    Question(OUT_OF_SCOPE, "real-out", "天气"),
)
REPLIES = {
    "箭头不动": Reply(),
    "证书在哪打": Reply(offered=("certificate_print", "login_slider")),
    "天气": Reply("login_slider", (), 0.8),
}


def test_what_was_not_answered_is_read_back(tmp_path: Path) -> None:
    url, now = f"sqlite:///{tmp_path / 'conversations.db'}", time.time()
    write(url, [SLIDER] * 30 + [PRINT] * 30 + [WEATHER] * 30, REPLIES.__getitem__, now, Random(1))
    stored = read_stored(url, 8, now)
    result = unanswered(stored.turns, stored.ratings, frozenset(), lambda id_: id_)
    signs = {text: {sign for one in result if one.text == text for sign in one.signs} for text in REPLIES}
    assert signs == {
        "箭头不动": {Sign.DECLINED, Sign.HANDED_OVER},
        # Its answer was among those on offer, and everybody took it.
        "证书在哪打": set(),
        "天气": {Sign.UNHELPFUL, Sign.HANDED_OVER},
    }
    assert sum(one.text == "箭头不动" for one in result) == 30


def test_what_is_wanted_more_is_asked_more() -> None:
    wanted = popularity([SLIDER, PRINT, WEATHER], Random(1))
    assert sorted(wanted.values()) == [0.5, 1.0]
    said = [one.expected for one in drawn([SLIDER, PRINT, WEATHER], wanted, Random(1))]
    first, second = sorted(wanted, key=lambda id_: -wanted[id_])
    assert len(said) == MESSAGES
    assert said.count(first) > 1.5 * said.count(second) > said.count(OUT_OF_SCOPE) > 0


def item(*examples: str) -> Item:
    return Item(group_id(examples[0]), examples, 1, 1, 0.0, 1.0, {}, {}, ())


def test_groups_are_taught_to_their_true_answer_and_others_set_aside() -> None:
    items = [item("天气"), item("箭头不动"), item("证书在哪打")]
    lessons = _lessons(items, [SLIDER, PRINT, WEATHER], 1, 3)
    assert (lessons.examples, lessons.aside) == ([("箭头不动", "faq/login_slider")], 1)


def test_groups_are_counted_by_pairs() -> None:
    lines = [
        Line("滑块拖不动", frozenset({"a"})),
        Line("滑块拖不动！", frozenset({"a"})),
        Line("滑块，拖不动", frozenset({"b"})),
        Line("发票", frozenset({"c"})),
        Line("单位调转怎么办理手续", frozenset({"c"})),
    ]
    result = quality(lines)
    assert (result.groups, result.several, result.mixed) == (3, 1, 1)
    assert (result.right, result.together, result.alike) == (1, 3, 2)


def test_there_are_forty_wants_in_five_wordings() -> None:
    lines = own_lines()
    wants = [next(iter(line.wants)) for line in lines]
    assert {wants.count(want) for want in set(wants)} == {1, 5}
    assert sum(wants.count(want) == 5 for want in set(wants)) >= 40


def test_the_page_has_shares_and_costs() -> None:
    figures = Figures(100, 20, 19, {Sign.DECLINED: 20}, 0, 0, 0, 7, {})
    before = [Result(SLIDER, Reply()), Result(PRINT, Reply("certificate_print")), Result(WEATHER, Reply())]
    after = [Result(SLIDER, Reply("login_slider")), Result(PRINT, Reply()), Result(WEATHER, Reply("login_slider"))]
    outcome = Outcome(1, 3, 2, frozenset({"login_slider"}), 1, 1, after)
    page = as_markdown("taught", figures, before, [outcome], {"login_slider": 1.0, "certificate_print": 0.5}, {})
    assert PHRASINGS["taught"] in page
    assert "How well" not in page
    assert page_of("taught").name == "learning-taught.md"
    assert "20 were not answered\n(declined 20), in 7 groups." in page
    assert "| nothing | 0 | 33.3 | 50.0 | – | – | 50.0 | – | 50.0 |" in page
    assert "| 1 groups, 3 each | 2 | 66.7 | 50.0 | – | – | 50.0 | 100.0 | 0.0 |" in page
    assert "| 1 groups, 3 each | 2 | 1 | 1 | 1 | 0 | 0 | 0 of 1 | 1 of 1 |" in page
