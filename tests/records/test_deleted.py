"""What was deleted while a process remembers the conversation does not come back from there."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from persistence.engine import engine
from persistence.privacy import person
from persistence.privacy.expiry import expire
from persistence.privacy.secure_delete import erasing
from persistence.privacy.steps import Steps
from records.tracker_store import ConversationStore
from tests.records.builders import DOMAIN, asked, exchange, say, store

pytestmark = pytest.mark.asyncio


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = f"sqlite:///{tmp_path_factory.mktemp('deleted') / 'conversations.db'}"
    return file if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))


@pytest_asyncio.fixture
async def kept(url: str) -> AsyncIterator[ConversationStore]:
    it = store(url)
    yield it
    await it.close()


def delete(url: str, sender: str) -> None:
    at = engine(url, pooled=False)
    with erasing(at) as connection:
        assert person.delete(connection, [sender])["events"]
    at.dispose()


async def test_between_two_turns(kept: ConversationStore, url: str) -> None:
    await say(kept, "one", "我是单位管理员", role="unit")
    delete(url, "one")
    assert await kept.retrieve("one") is None
    await say(kept, "one", "怎么注册")
    tracker = await kept.retrieve("one")
    assert asked(tracker) == asked(await kept.retrieve_full_tracker("one")) == ["怎么注册"]
    assert tracker is not None
    assert tracker.get_slot("role") is None


@pytest.mark.parametrize("others", [0, 1])
async def test_in_the_middle_of_a_turn(kept: ConversationStore, url: str, others: int) -> None:
    await say(kept, "one", "我是单位管理员", role="unit")
    tracker = await kept.get_or_create_tracker("one")
    delete(url, "one")
    for _ in range(others):
        await say(kept, "two", "证书怎么打印")
    for event in exchange("怎么注册"):
        tracker.update(event, DOMAIN)
    await kept.save(tracker)
    assert asked(await kept.retrieve("one")) == asked(await kept.retrieve_full_tracker("one")) == ["怎么注册"]
    await say(kept, "one", "谁审核")
    assert asked(await kept.retrieve("one")) == ["怎么注册", "谁审核"]


@pytest.mark.parametrize("anonymise", [False, True])
async def test_expired(kept: ConversationStore, url: str, anonymise: bool) -> None:
    await say(kept, "one", "我是单位管理员", role="unit")
    at = engine(url, pooled=False)
    tomorrow = 4e9
    assert expire(at, Steps(at), tomorrow, anonymise=anonymise).conversations == 1
    at.dispose()
    assert await kept.retrieve("one") is None
    await say(kept, "one", "怎么注册")
    assert asked(await kept.retrieve_full_tracker("one")) == ["怎么注册"]
