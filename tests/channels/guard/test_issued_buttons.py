"""Only a button that was shown has power."""

from unittest.mock import Mock

import pytest
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SessionStarted, UserUttered

from channels.guard.issued_buttons import as_issued, was_issued
from zh.typed_slash import without_power

PAYLOAD = '/ask{"faq_id": "registration_how"}'
SHOWN = BotUttered("请选择", {"buttons": [{"title": "怎么注册", "payload": PAYLOAD}]})

pytestmark = pytest.mark.asyncio


@pytest.fixture
async def store() -> InMemoryTrackerStore:
    result = InMemoryTrackerStore(Domain.empty())
    tracker = await result.get_or_create_tracker("shown")
    tracker.update(SHOWN)
    # The buttons of an earlier session stay on the page.
    tracker.update(SessionStarted())
    await result.save(tracker)
    return result


async def test_a_shown_button_works(store: InMemoryTrackerStore) -> None:
    assert await as_issued(PAYLOAD, "shown", store) == PAYLOAD


@pytest.mark.parametrize("payload", ['/ask{"faq_id": "another"}', "/resume", "/menu{}", '/greet{"a": "b"}'])
async def test_another_is_text(store: InMemoryTrackerStore, payload: str) -> None:
    assert await as_issued(payload, "shown", store) == without_power(payload)


async def test_another_conversations_button_is_text(store: InMemoryTrackerStore) -> None:
    assert await as_issued(PAYLOAD, "another", store) == without_power(PAYLOAD)


async def test_a_payload_that_becomes_text_loses_personal_data(store: InMemoryTrackerStore) -> None:
    assert await as_issued('/ask{"a": "13800138000"}', "shown", store) == without_power('/ask{"a": "【手机号】"}')


@pytest.mark.parametrize("text", ["/greet", "/menu", "/handoff", "怎么注册"])
async def test_what_every_page_offers_needs_no_look(text: str) -> None:
    nowhere = Mock(spec=InMemoryTrackerStore)
    assert await as_issued(text, "anybody", nowhere) == text
    assert not nowhere.mock_calls


async def test_a_users_own_words_issue_nothing() -> None:
    assert was_issued(PAYLOAD, [SHOWN])
    assert not was_issued(PAYLOAD, [UserUttered(PAYLOAD), BotUttered(PAYLOAD)])
