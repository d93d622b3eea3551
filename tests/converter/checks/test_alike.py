"""Pairs of similar texts among many: all of few, of very many the nearest, and never more than anybody reads."""

import random
import time

import pytest

from converter.checks import alike as module
from converter.checks.alike import MOST_PAIRS, MOST_TEXTS, alike, pairs_to_compare
from converter.checks.answers import check_repeats
from converter.checks.contradictions import check_clauses
from converter.checks.questions import PlacedQuestion, check_near
from tests.converter.builders import answers_of

ROWS = 700


def test_each_pair_of_two_groups_is_found_once() -> None:
    texts = ["怎么补办借书证", "怎么补办借阅证", "食堂几点开门", "怎么补办借书证呢"]
    assert {(at, other) for at, other, _ in alike(texts, 80, range(4))} == {(0, 1), (0, 3), (1, 3)}
    assert {(at, other) for at, other, _ in alike(texts, 80, [1, 1, 1, 2])} == {(0, 3), (1, 3)}


def test_of_very_many_texts_those_that_begin_or_end_alike_are_found() -> None:
    apart = random.Random(1)
    texts = ["".join(chr(apart.randrange(0x4E00, 0x9E00)) for _ in range(12)) for _ in range(MOST_TEXTS)]
    texts += ["怎么补办借书证的手续", "怎么补办借书证的手绪", "怎莫补办借书证的手续"]
    found = {(at, other) for at, other, _ in alike(texts, 80, range(len(texts)))}
    assert {(MOST_TEXTS, MOST_TEXTS + 1), (MOST_TEXTS, MOST_TEXTS + 2)} <= found


def test_few_are_all_compared() -> None:
    assert list(pairs_to_compare(["甲", "乙", "丙"], 3)) == [(0, 1), (0, 2), (1, 2)]


def test_rows_that_are_all_alike_are_named_up_to_a_number_and_soon() -> None:
    asked = [PlacedQuestion(f"{at:04d}号窗口怎么办理借书证", f"a{at}", at) for at in range(ROWS)]
    answers = answers_of(
        *((f"{at:04d}号窗口怎么办", f"请到{at:04d}号窗口办理，带上身份证和借书证。") for at in range(ROWS))
    )
    began = time.process_time()
    named = [list(findings) for findings in (check_near(asked), check_repeats(answers), check_clauses(answers))]
    assert [len(findings) for findings in named] == [MOST_PAIRS] * 3
    assert time.process_time() - began < 20


def test_a_long_text_is_compared_by_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST", 5)
    assert [pair[:2] for pair in alike(["甲乙丙丁戊一二三四五", "甲乙丙丁戊六七八九十"], 90, range(2))] == [(0, 1)]
