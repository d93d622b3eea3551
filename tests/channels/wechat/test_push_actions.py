"""What pushes ask for."""

import pytest

from channels.wechat.push import Push
from channels.wechat.push_actions import Ignore, PushAction, SendSentence, StartTurn, push_action
from tests.owner.builders import library

REMEMBERED = library().wechat


def of(kind: str, **fields: str) -> PushAction:
    return push_action(Push("o", "gh", "1", kind, fields), REMEMBERED)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (of("text", Content=" 在吗 "), StartTurn("在吗")),
        (of("text", Content="在吗", bizmsgmenuid="7"), StartTurn("在吗", "7")),
        (of("text", Content=" "), Ignore()),
        (of("voice", Recognition="在吗"), StartTurn("在吗")),
        (of("voice"), SendSentence(REMEMBERED.received["voice"])),
        (of("image", Content="在吗"), SendSentence(REMEMBERED.received["image"])),
        (of("newest"), SendSentence(REMEMBERED.received["other"])),
        (of("event", Event="subscribe", EventKey="qrscene_7"), StartTurn("/greet")),
        (of("event", Event="SCAN"), StartTurn("/greet")),
        (of("event", Event="CLICK", EventKey="转人工"), StartTurn("转人工")),
        (of("event", Event="CLICK"), Ignore()),
        (of("event", Event="scancode_push"), SendSentence(REMEMBERED.scanned)),
        (of("event", Event="VIEW", EventKey="https://example.org"), Ignore()),
        (of("event", Event="LOCATION"), Ignore()),
        (of("event", Event="TEMPLATESENDJOBFINISH"), Ignore()),
        (of("event", Event="unsubscribe"), Ignore(gone=True)),
        (of("event"), Ignore()),
    ],
)
def test_each(found: PushAction, expected: PushAction) -> None:
    assert found == expected
