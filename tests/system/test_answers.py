"""Every entry of the FAQ, typed as it stands, gets its own answer at once, in the owner's words."""

import pytest

from converter import read
from converter.answers import Answer
from tests.running import ROOT, Running
from tests.talking import talking_to

SOURCE = ROOT / "data/source"
ANSWERS = read((SOURCE / "faq.txt").read_bytes(), (SOURCE / "catalog.yml").read_text(encoding="utf-8")).answers


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.id)
async def test_own_answer_at_once(assistant: Running, answer: Answer) -> None:
    async with talking_to(assistant.url) as talk:
        for entry in answer.entries:
            first, *_ = await talk.say(entry.question)
            assert first["text"] == answer.text
            assert first["metadata"]["faq_id"] == answer.id
            assert set(entry.lines) <= set(first["metadata"]["faq_lines"])
            assert first["metadata"]["outcome"] in ("answer", "handoff")


def test_nothing_is_missing() -> None:
    assert len(ANSWERS) == 64
    assert sum(len(answer.entries) for answer in ANSWERS) == 188
