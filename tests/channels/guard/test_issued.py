"""Only a button that was shown has power."""

from types import SimpleNamespace

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered

from channels.guard.issued import as_issued, was_issued

PAYLOAD = '/ask{"faq_id": "registration_how"}'
SHOWN = BotUttered("请选择", {"buttons": [{"title": "怎么注册", "payload": PAYLOAD}]})

pytestmark = pytest.mark.asyncio


@pytest.fixture
async def agent() -> SimpleNamespace:
    store = InMemoryTrackerStore(Domain.empty())
    tracker = await store.get_or_create_tracker("shown")
    tracker.update(SHOWN)
    # The buttons of an earlier session stay on the page.
    tracker.update(SessionStarted())
    await store.save(tracker)
    return SimpleNamespace(tracker_store=store)


async def test_a_shown_button_works(agent: SimpleNamespace) -> None:
    assert await as_issued(PAYLOAD, "shown", agent) == PAYLOAD


@pytest.mark.parametrize("payload", ['/ask{"faq_id": "another"}', "/resume", "/menu{}", '/greet{"a": "b"}'])
async def test_another_is_text(agent: SimpleNamespace, payload: str) -> None:
    assert await as_issued(payload, "shown", agent) == f"／{payload[1:]}"


async def test_another_conversations_button_is_text(agent: SimpleNamespace) -> None:
    assert (await as_issued(PAYLOAD, "another", agent)).startswith("／")


async def test_a_payload_that_becomes_text_loses_personal_data(agent: SimpleNamespace) -> None:
    assert await as_issued('/ask{"a": "13800138000"}', "shown", agent) == '／ask{"a": "【手机号】"}'


@pytest.mark.parametrize("text", ["/greet", "/menu", "/handoff", "怎么注册"])
async def test_what_every_page_offers_needs_no_look(text: str) -> None:
    assert await as_issued(text, "anybody", None) == text


async def test_a_users_own_words_issue_nothing() -> None:
    assert was_issued(PAYLOAD, [SHOWN])
    assert not was_issued(PAYLOAD, [UserUttered(PAYLOAD), BotUttered(PAYLOAD)])
