"""Which groups are shown, in which order, and the figures."""

from datetime import date

from tests.unanswered.builders import DAY, NOW, Answering, message
from unanswered.current_model import CurrentModel
from unanswered.grouping import Group
from unanswered.listing import Listing, Window, is_done, make_list
from unanswered.messages import Sign, Unanswered
from unanswered.notes import Ignored, Notes, TaughtNote

WINDOW = Window(7, NOW, written=20)
A, B = "gaaaaaaa", "gbbbbbbb"


def group(id_: str, *messages: Unanswered) -> Group:
    return Group(id_, messages[0].text, list(messages))


def made(*groups: Group, present: CurrentModel | None = None, notes: Notes | None = None) -> Listing:
    return make_list(groups, present or Answering(), notes or Notes(), WINDOW)


def test_many_conversations_come_first_and_late_ones_before_early_ones() -> None:
    often = group(A, *(message("箭头", "one", NOW - at) for at in range(9)))
    many = group(B, message("发票", "one"), message("发票", "two"))
    assert [item.id for item in made(often, many).items] == [B, A]
    early, late = group(A, message("箭头", at=NOW - 6 * DAY)), group(B, message("发票", at=NOW - DAY))
    assert [item.id for item in made(early, late).items] == [B, A]


def test_messages_before_the_window_are_not_counted() -> None:
    (item,) = made(group(A, message("箭头", "one", NOW - 8 * DAY), message("箭头啊", "two"))).items
    assert (item.messages, item.conversations, item.examples) == (1, 1, ("箭头啊",))
    assert made(group(A, message("箭头", at=NOW - 8 * DAY))).items == ()


def test_what_the_present_model_answers_is_gone() -> None:
    both = group(A, message("箭头"), message("箭头呢", "two"))
    result = made(both, group(B, message("发票")), present=Answering({"箭头": "login_slider", "发票": "x"}))
    assert [(item.id, item.messages) for item in result.items] == [(A, 1)]
    assert (result.figures.unanswered, result.figures.answered_now, result.figures.groups) == (3, 2, 1)


def test_the_answer_that_did_not_help_is_no_answer() -> None:
    assert not is_done(message("箭头", given=["login_slider"]), Answering({"箭头": "login_slider"}))
    assert is_done(message("箭头", given=["login_slider"]), Answering({"箭头": "login_code"}))


def test_ignored_groups_are_counted_alone() -> None:
    notes = Notes(ignored=[Ignored(group=A, reason="不归我们管", on=date(2026, 1, 1))])
    result = made(group(A, message("天气"), message("天气啊", "two")), group(B, message("发票")), notes=notes)
    assert [item.id for item in result.items] == [B]
    assert (result.figures.ignored, result.figures.ignored_groups, result.figures.unanswered) == (2, 1, 3)


def test_what_was_taught_and_is_not_answered_comes_back_after_the_publication() -> None:
    row = TaughtNote(group=A, answer="login_slider", text="箭头不动", on=date(2026, 1, 1))
    notes = Notes(taught=[row])
    (waiting,) = made(group(A, message("箭头")), notes=notes).items
    (back,) = made(group(A, message("箭头")), notes=notes, present=Answering(known=["箭头不动"])).items
    assert (waiting.taught, waiting.published, back.published) == ((row,), False, True)


def test_groups_with_the_same_nearest_answer_are_named() -> None:
    first, second = made(group(A, message("箭头")), group(B, message("那个条"))).items
    assert (first.beside, second.beside) == ((second.id,), (first.id,))


def test_figures_count_each_message_once_and_each_of_its_signs() -> None:
    several = Unanswered("one", NOW, "啥", frozenset({Sign.DECLINED, Sign.HANDED_OVER}), reasons=("答非所问",))
    result = made(group(A, several, message("啥", "two"), message("啥啊", "two")))
    assert (result.figures.written, result.figures.unanswered, result.figures.conversations) == (20, 3, 2)
    assert result.figures.signs == {Sign.DECLINED: 3, Sign.HANDED_OVER: 1}
    assert result.items[0].reasons == {"答非所问": 1}
    assert result.items[0].examples == ("啥", "啥啊")
