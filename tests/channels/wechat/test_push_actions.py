"""What pushes ask for."""

import pytest

from channels.wechat.push_actions import Ignore, Meaning, Say, Tell, meaning
from channels.wechat.pushed import Pushed
from tests.owner.builders import library

REMEMBERED = library().wechat


def of(kind: str, **fields: str) -> Meaning:
    return meaning(Pushed("o", "gh", "1", kind, fields), REMEMBERED)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (of("text", Content=" 在吗 "), Say("在吗")),
        (of("text", Content="在吗", bizmsgmenuid="7"), Say("在吗", "7")),
        (of("text", Content=" "), Ignore()),
        (of("voice", Recognition="在吗"), Say("在吗")),
        (of("voice"), Tell(REMEMBERED.received["voice"])),
        (of("image", Content="在吗"), Tell(REMEMBERED.received["image"])),
        (of("newest"), Tell(REMEMBERED.received["other"])),
        (of("event", Event="subscribe", EventKey="qrscene_7"), Say("/greet")),
        (of("event", Event="SCAN"), Say("/greet")),
        (of("event", Event="CLICK", EventKey="转人工"), Say("转人工")),
        (of("event", Event="CLICK"), Ignore()),
        (of("event", Event="scancode_push"), Tell(REMEMBERED.scanned)),
        (of("event", Event="VIEW", EventKey="https://example.org"), Ignore()),
        (of("event", Event="LOCATION"), Ignore()),
        (of("event", Event="TEMPLATESENDJOBFINISH"), Ignore()),
        (of("event", Event="unsubscribe"), Ignore(gone=True)),
        (of("event"), Ignore()),
    ],
)
def test_each(found: Meaning, expected: Meaning) -> None:
    assert found == expected
