"""What speaks against a proposal, in words for people."""

from pathlib import Path

from suggest.content import Content
from suggest.judging import MESSAGE, Idea, Proposal
from suggest.showing import notes
from tests.suggest.builders import NEW, content


def test_an_intent_that_wins_is_named_in_chinese(tmp_path: Path) -> None:
    proposal = Proposal(Idea("几点下班", MESSAGE, "", 1.0), 0.04, "staff", 0.81, "", None, 0.5)
    assert notes(NEW, proposal, content(tmp_path)) == ["现在：当作“问人工客服的情况”（0.81）；这个答案 0.04"]


def said(known: Content, winner: str, confidence: float, *, offered: bool) -> str:
    idea = Idea("验证码收不着", MESSAGE, "", 1.0)
    (note,) = notes(NEW, Proposal(idea, 0.4, winner, confidence, "", None, 0.5, offered), known)
    return note


def test_an_offer_is_no_answer(tmp_path: Path) -> None:
    known = content(tmp_path)
    assert said(known, NEW, 0.4, offered=True) == "现在：会出现在选项里，还不会直接答（0.40）"
    assert said(known, NEW, 0.4, offered=False) == "现在：已答这个答案（0.40）"


def test_another_answer_that_is_only_offered_loses_nothing(tmp_path: Path) -> None:
    known = content(tmp_path)
    other = next(id_ for id_ in known.answers if id_ != NEW)
    assert said(known, other, 0.5, offered=True).startswith(f"现在：给出选项，最先是 {other}（")
    assert "加上会从它那里拿走" in said(known, other, 0.9, offered=False)
