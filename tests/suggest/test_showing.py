"""What speaks against a proposal, in words for people."""

from pathlib import Path

from suggest.judging import MESSAGE, Idea, Proposal
from suggest.showing import notes
from tests.suggest.builders import NEW, content


def test_an_intent_that_wins_is_named_in_chinese(tmp_path: Path) -> None:
    proposal = Proposal(Idea("几点下班", MESSAGE, "", 1.0), 0.04, "staff", 0.81, "", None, 0.5)
    assert notes(NEW, proposal, content(tmp_path)) == ["现在：当作“问人工客服的情况”（0.81）；这个答案 0.04"]
