"""Decides what a push leads to: a turn of the conversation, a fixed sentence, or nothing."""

from dataclasses import dataclass

from channels.wechat.media import KINDS
from channels.wechat.push import Push
from owner.profile import WeChat
from owner.wechat import OTHER
from persistence.attachments.redrawing import Kind

GREET = "/greet"

_GREETING_EVENTS = ("subscribe", "scan")
_SCANNED = ("scancode_push", "scancode_waitmsg")


@dataclass(frozen=True)
class StartTurn:
    """The user says `text`. `menu_id`: of the button that was tapped for it."""

    text: str
    menu_id: str | None = None


@dataclass(frozen=True)
class SendSentence:
    """Reply with `sentence`, without a turn."""

    sentence: str


@dataclass(frozen=True)
class Ignore:
    """No reply. `gone`: the user has unsubscribed."""

    gone: bool = False


@dataclass(frozen=True)
class ReceiveFile:
    """The user sends a file for a person; the reply is `sentence` if no person has the conversation."""

    kind: Kind
    media_id: str
    sentence: str


PushAction = StartTurn | SendSentence | ReceiveFile | Ignore


def push_action(pushed: Push, profile: WeChat) -> PushAction:
    if pushed.is_event:
        return _of_event(pushed, profile)
    text = _text(pushed)
    if text:
        return StartTurn(text, pushed.fields.get("bizmsgmenuid") or None)
    if pushed.kind == "text":
        return Ignore()
    sentence, media_id = (
        profile.received.get(pushed.kind, profile.received[OTHER]),
        pushed.fields.get("MediaId", "").strip(),
    )
    kind = KINDS.get(pushed.kind)
    return ReceiveFile(kind, media_id, sentence) if kind and media_id else SendSentence(sentence)


def _text(pushed: Push) -> str:
    if pushed.kind == "voice":
        return pushed.fields.get("Recognition", "").strip()
    return pushed.fields.get("Content", "").strip() if pushed.kind == "text" else ""


def _of_event(pushed: Push, profile: WeChat) -> PushAction:
    event, key = pushed.fields.get("Event", "").lower(), pushed.fields.get("EventKey", "").strip()
    if event in _GREETING_EVENTS:
        return StartTurn(GREET)
    if event == "click" and key:
        # The keys of our menu are texts that the user could type.
        return StartTurn(key)
    if event in _SCANNED:
        return SendSentence(profile.scanned)
    return Ignore(gone=event == "unsubscribe")
