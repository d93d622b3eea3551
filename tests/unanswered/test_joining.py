"""Groups that want the same in other words are listed as one, unless somebody decided otherwise."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.unanswered.builders import NOW, Answering, message
from unanswered.__main__ import main
from unanswered.current_model import NearAnswer
from unanswered.grouping import Group
from unanswered.joining import join_groups
from unanswered.listing import Window, make_list
from unanswered.notes import Notes, Pair, TaughtNote, read_notes
from understanding.encoder import Floats

A, B, C = "gaaaaaaa", "gbbbbbbb", "gccccccc"
TEXTS = {A: "滑块拖不动", B: "滑块怎么拖都不过", C: "发票在哪里开"}
SLIDER, INVOICE = (NearAnswer("login_slider", 0.9), NearAnswer("login_code", 0.05)), (NearAnswer("other_invoice", 0.9),)


class Meaning:
    name = "meaning"

    def encode(self, texts: Sequence[str]) -> Floats:
        return np.array([[0.8, 0.6 if "滑块" in text else -0.6] for text in texts], dtype=np.float32)


def nearest(text: str) -> Sequence[NearAnswer]:
    return SLIDER if "滑块" in text else INVOICE


def clusters(notes: Notes | None = None) -> list[list[str]]:
    groups = [Group(id_, text, [message(text)]) for id_, text in TEXTS.items()]
    return [[group.id for group in ones] for ones in join_groups(groups, nearest, Meaning(), notes or Notes())]


def pair(one: str, other: str) -> Pair:
    return Pair(group=one, other=other, on=date(2026, 1, 1))


def test_alike_ones_that_are_near_the_same_answer_are_listed_as_one() -> None:
    assert clusters() == [[A, B], [C]]


def test_a_person_may_keep_them_apart() -> None:
    assert clusters(Notes(apart=[pair(B, A)])) == [[A], [B], [C]]


def test_a_person_may_put_others_together() -> None:
    assert clusters(Notes(together=[pair(C, A)])) == [[A, B, C]]


def test_what_is_near_no_answer_is_left_alone() -> None:
    groups = [Group(id_, text, [message(text)]) for id_, text in TEXTS.items()]
    assert len(join_groups(groups, lambda text: (), Meaning(), Notes())) == 3


def test_a_listed_item_names_the_others_and_keeps_what_was_taught_for_any() -> None:
    groups = [Group(id_, text, [message(text, id_)]) for id_, text in TEXTS.items()]
    taught = TaughtNote(group=B, answer="login_slider", text="拖不过", on=date(2026, 1, 1))
    result = make_list(
        groups, Answering(), Notes(taught=[taught]), Window(7, NOW), lambda ones: [list(ones[:2]), list(ones[2:])]
    )
    item = next(item for item in result.items if item.id == A)
    assert (item.joined, item.conversations, item.taught) == ((B,), 2, (taught,))


@pytest.mark.parametrize(("option", "kind"), [("--join", "together"), ("--split", "apart")])
def test_what_is_decided_is_kept(tmp_path: Path, option: str, kind: str) -> None:
    (tmp_path / "data").mkdir()
    assert main([option, f"{A}，{B}", "--root", str(tmp_path)]) == 0
    (row,) = getattr(read_notes(tmp_path), kind)
    assert (row.group, row.other) == (A, B)


@pytest.mark.parametrize("given", [A, "3,4", f"{A},发票"])
def test_ids_that_are_none_are_said(tmp_path: Path, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    assert main(["--join", given, "--root", str(tmp_path)]) == 1
    assert "两个组号" in capsys.readouterr().err
