"""What is proposed, and in which order: nothing that is another answer's own."""

from pathlib import Path

import pytest

from suggest import proposals
from suggest.closeness import OF_FEW, closeness
from suggest.judging import CARRIER, MESSAGE, NEIGHBOUR, Idea, Judge
from suggest.proposals import propose
from suggest.subjects import subjects
from tests.suggest.builders import NEW, content
from understanding.trained import read_trained

IDEAS = [
    Idea("滑块怎么弄", CARRIER, "…怎么弄", 1.0),
    Idea("怎么弄滑块", NEIGHBOUR, "怎么弄…", 1.0),
    Idea("没看到手机号", MESSAGE, "9 人问过：offer", 1.0),
    Idea("验证码呢", NEIGHBOUR, "…呢", 1.0),
]


def test_questions_of_other_answers_are_left_out_and_messages_that_are_come_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = content(tmp_path)
    judge = Judge(NEW, read_trained(tmp_path / "models/small.tar.gz"), None, known)
    monkeypatch.setattr(proposals, "_from_answers", lambda *_: iter(IDEAS))
    result = propose(NEW, known, judge, None, [])
    assert [(proposal.idea.text, proposal.taught_to) for proposal in result] == [
        ("验证码呢", ""),
        ("没看到手机号", "profile_phone"),
    ]


def test_what_the_model_answers_so_already_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = content(tmp_path)
    judge = Judge(NEW, read_trained(tmp_path / "models/small.tar.gz"), None, known)
    ideas = [Idea("请问没看到验证码", MESSAGE, "", 1.0), Idea("验证码呢", NEIGHBOUR, "", 1.0)]
    monkeypatch.setattr(proposals, "_from_answers", lambda *_: iter(ideas))
    assert [proposal.offered for proposal in judge.judge(ideas)] == [False, True]
    assert [proposal.idea.text for proposal in propose(NEW, known, judge, None, [])] == ["验证码呢"]


def test_what_is_far_from_the_answer_s_own_questions_is_left_out(tmp_path: Path) -> None:
    known = content(tmp_path)
    ideas = [*proposals._from_answers(NEW, known, subjects(known), None)]
    texts = [idea.text for idea in ideas]
    assert "验证码怎么改" in texts
    assert min(closeness(known.answers[NEW], texts, None).values()) >= OF_FEW
    assert all(idea.close for idea in ideas)


def test_a_winner_below_the_border_of_answers_is_offered(tmp_path: Path) -> None:
    known = content(tmp_path)
    judge = Judge(NEW, read_trained(tmp_path / "models/small.tar.gz"), None, known)
    sure, unsure = judge.judge([Idea("没看到验证码", MESSAGE, "", 1.0), Idea("验证码的事", MESSAGE, "", 1.0)])
    assert (sure.winner, sure.offered) == (NEW, False)
    assert unsure.offered == (unsure.confidence < 0.75)
