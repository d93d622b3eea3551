"""The gate of the masker: what is personal goes, from written and from generated messages, and nothing else."""

from collections import Counter
from collections.abc import Iterable

import pytest
import yaml

from benchmarks.personal.generated import KINDS, Message, generated
from benchmarks.personal.measure import FOLDER, found_personal, is_hidden, ordinary_messages, personal_messages
from zh.personal import mask

LEAST = 0.99
LEAST_LATER = 0.97
"""Of the later list, whose last misses say a password in two parts, or name no person's address."""
MOST_MISSES = 1
"""Of a kind of the written list."""


def missed(messages: Iterable[Message]) -> dict[str, list[str]]:
    """Return the texts by kind of which something is left."""
    found: dict[str, list[str]] = {}
    for message in messages:
        if not is_hidden(message, found_personal):
            found.setdefault(message.kind, []).append(message.text)
    return found


def test_written_messages_lose_what_is_personal() -> None:
    messages = personal_messages()
    left = missed(messages)
    assert len(messages) > 500
    assert sum(map(len, left.values())) <= (1 - LEAST) * len(messages), left
    assert {kind: texts for kind, texts in left.items() if len(texts) > MOST_MISSES} == {}


def test_ordinary_messages_stay_as_they_are() -> None:
    messages = ordinary_messages()
    taken = [(kind, text) for kind, text in messages if found_personal(text)]
    assert len(messages) > 600
    assert len(taken) <= (1 - LEAST) * len(personal_messages()), taken
    assert [kind for kind, count in Counter(kind for kind, _ in taken).items() if count > MOST_MISSES] == []


def test_the_later_lists_of_weak_kinds() -> None:
    messages = personal_messages("personal_later.tsv")
    left = missed(messages)
    assert len(messages) >= 150
    assert sum(map(len, left.values())) <= (1 - LEAST_LATER) * len(messages), left
    ordinary = ordinary_messages("ordinary_later.tsv")
    assert len(ordinary) >= 150
    assert [text for _, text in ordinary if found_personal(text)] == []


@pytest.mark.parametrize("later", ["_third", "_fourth"])
def test_the_later_lists_of_all_kinds(later: str) -> None:
    messages = personal_messages(f"personal{later}.tsv")
    left = missed(messages)
    assert len(messages) >= 300
    assert sum(map(len, left.values())) <= (1 - LEAST) * len(messages), left
    assert {kind: texts for kind, texts in left.items() if len(texts) > MOST_MISSES} == {}
    ordinary = ordinary_messages(f"ordinary{later}.tsv")
    assert len(ordinary) >= 300
    assert [text for _, text in ordinary if found_personal(text)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_generated_messages_of_each_kind_lose_it(kind: str) -> None:
    left = missed(generated(500, kinds=[kind]))
    assert len(left.get(kind, [])) <= (1 - LEAST) * 500, left


def test_a_masked_message_holds_nothing_more() -> None:
    texts = [message.text for message in (*personal_messages(), *generated(50, seed=3))]
    twice = [text for text in texts if mask(mask(text)) != mask(text)]
    assert twice == []


@pytest.mark.parametrize("later", ["", "_later", "_third", "_fourth"])
def test_the_first_look_is_of_the_same_list(later: str) -> None:
    first = yaml.safe_load((FOLDER / f"first_look{later}.yml").read_text(encoding="utf-8"))
    tried = Counter(message.kind for message in personal_messages(f"personal{later}.tsv"))
    ordinary = len(ordinary_messages(f"ordinary{later}.tsv"))
    assert {kind: count for kind, (count, _) in first.items()} == {**tried, "ordinary": ordinary}


def test_a_secret_that_is_half_hidden_is_not() -> None:
    message = Message("mobile", "打13800138000", ("13800138000",))
    assert is_hidden(message, lambda _: [(1, 12)])
    assert not is_hidden(message, lambda _: [(1, 11)])
    assert not is_hidden(message, lambda _: [])
