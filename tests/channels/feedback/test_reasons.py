"""The reasons an operator may edit."""

from pathlib import Path

import pytest

from channels.feedback.reasons import feedback_reasons


def test_the_committed_ones() -> None:
    reasons = feedback_reasons()
    assert "答非所问" in reasons
    assert len(reasons) == len(set(reasons))


@pytest.mark.parametrize("text", ["", "reasons:", "reasons: 答非所问", "reasons: [1]", "- 答非所问"])
def test_what_lists_no_texts_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reasons.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"reasons\.yml"):
        feedback_reasons(file)
