"""Every entry of the FAQ, typed as it stands, gets its own answer in the owner's words: at once, or when what it
depends on has been asked.
"""

from collections.abc import Sequence

import pytest

from converter.answers import Answer
from tests.converter.real import answers, catalog
from tests.running import Running
from tests.talking import Talk, talking_to
from zh.fold import fold

CATALOG, ANSWERS = catalog(), answers()
TITLES = {record.id: record.title for record in CATALOG.records}
ASKS = {record.id: record.asks for record in CATALOG.records}
WITHOUT_SUBJECT = {fold(question) for context in CATALOG.contexts for question in context.questions}
ROLE_BUTTONS = {"personal": "专技个人", "unit": "用人单位", "department": "主管部门", "institution": "继续教育机构"}


def plain(answer: Answer) -> Sequence[str]:
    """The answer's questions that say all there is to say."""
    return [entry.question for entry in answer.entries if fold(entry.question) not in WITHOUT_SUBJECT]


@pytest.mark.parametrize("answer", [a for a in ANSWERS if not ASKS[a.id]], ids=lambda answer: answer.id)
async def test_own_answer_at_once(assistant: Running, answer: Answer) -> None:
    async with talking_to(assistant.url) as talk:
        for question in plain(answer):
            first, *_ = await talk.say(question)
            # The owner's promise of a person is kept for when there is one (test_helpdesk.py).
            assert first["text"] == answer.text or first["metadata"]["outcome"] == "handoff", question
            assert first["metadata"]["faq_id"] == answer.id
            assert set(answer.lines) == set(first["metadata"]["faq_lines"])
            assert first["metadata"]["outcome"] in ("answer", "handoff")


@pytest.mark.parametrize("answer", [a for a in ANSWERS if ASKS[a.id] == "role"], ids=lambda answer: answer.id)
@pytest.mark.parametrize("role", ROLE_BUTTONS)
async def test_the_role_is_asked_where_the_answer_depends_on_it(assistant: Running, answer: Answer, role: str) -> None:
    composed = {r: c.text for c in CATALOG.compositions if c.answer == answer.id for r in c.roles}
    for question in plain(answer):
        async with talking_to(assistant.url) as talk:
            messages = await talk.say(question)
            if messages[0]["metadata"]["outcome"] == "ask":
                messages = await talk.press(ROLE_BUTTONS[role], messages[0])
            elif role != messages[0]["metadata"]["role"]:
                continue
            assert messages[0]["text"] == composed[role], question
            assert (messages[0]["metadata"]["faq_id"], messages[0]["metadata"]["role"]) == (answer.id, role)


@pytest.mark.parametrize("answer", [a for a in ANSWERS if ASKS[a.id] == "city"], ids=lambda answer: answer.id)
async def test_the_city_is_asked_where_the_answer_depends_on_it(assistant: Running, answer: Answer) -> None:
    for question in plain(answer):
        async with talking_to(assistant.url) as talk:
            [asked] = await talk.say(question)
            assert (asked["metadata"]["asks"], asked["metadata"]["about"]) == ("city", answer.id)
            [reply] = await talk.say("德州")
            assert reply["metadata"]["faq_id"] == answer.id
            assert "无法在本平台进行学时申报，建议前往地市相关平台进行操作" in reply["text"]


async def offered_and_pressed(talk: Talk, question: str, answer: Answer) -> dict[str, object]:
    [offer] = await talk.say(question)
    assert offer["metadata"]["outcome"] == "offer"
    [pressed] = await talk.press(TITLES[answer.id], offer)
    metadata: dict[str, object] = pressed["metadata"]
    return metadata


@pytest.mark.parametrize(
    ("answer", "question"),
    [(a, e.question) for a in ANSWERS for e in a.entries if fold(e.question) in WITHOUT_SUBJECT],
    ids=lambda value: getattr(value, "id", value),
)
async def test_a_question_without_a_subject_offers_it(assistant: Running, answer: Answer, question: str) -> None:
    async with talking_to(assistant.url) as talk:
        metadata = await offered_and_pressed(talk, question, answer)
        assert answer.id in (metadata.get("faq_id"), metadata.get("about"))


def test_few_questions_are_left_to_the_conversation() -> None:
    entries = sum(len(answer.entries) for answer in ANSWERS)
    assert sum(len(plain(answer)) for answer in ANSWERS) > 0.95 * entries > 0
