"""PushHandler: runs at most one turn for a push and delivers its answer once, in time or later."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import Any

from rasa.core.channels.channel import UserMessage
from sanic import Sanic

from channels.guard.guard import Guard
from channels.guard.user_text import clean_title, is_too_long, read_text
from channels.one_turn import apology, refusal_message, run_turn
from channels.rasa_server import OnNewMessage, loaded_agent, public_words
from channels.staff_form.linking import FORM_WORDS, with_link
from channels.staff_form.receiver import FormReceiver
from channels.turns import Turns
from channels.wechat.contacts import Contacts
from channels.wechat.deliveries import REMEMBERED, PushDeliveries
from channels.wechat.files import MediaFiles
from channels.wechat.message import WeChatMessage, reply_text, wechat_messages
from channels.wechat.message_sender import MessageSender
from channels.wechat.output import WeChatOutput
from channels.wechat.pending_reply import PendingReply
from channels.wechat.push_actions import Ignore, PushAction, ReceiveFile, SendSentence, StartTurn
from channels.wechat.reply import NOTHING, WeChatReply
from channels.wechat.tapped_button import tapped_payload
from owner.live import profile
from persistence.attachments.marks import TEXTS, metadata_of
from persistence.attachments.refusals import AttachmentRefusal
from settings.handoff import OWN_STAFF

logger = logging.getLogger(__name__)

AFTER_REPLY = 0.5
"""Seconds that the rest of a too long reply waits, so that it does not overtake the reply."""

ELSEWHERE = 0.1
"""Seconds between two looks for the reply of another worker."""


@dataclass(frozen=True)
class OpenedPush:
    """An opened push. `message`: its id, the same in each delivery; `may_transfer`: it is no event."""

    message: str
    sender: str
    open_id: str
    action: PushAction
    may_transfer: bool = True


@dataclass(frozen=True)
class HandlerOptions:
    """`transfer`: the customer-service account for 转人工; empty: any account, None: no account."""

    payload_intents: frozenset[str]
    transfer: str | None = None


class PushHandler:
    def __init__(
        self,
        options: HandlerOptions,
        guard: Guard,
        deliveries: PushDeliveries,
        contacts: Contacts,
        message_sender: MessageSender,
        files: MediaFiles,
        form: FormReceiver | None = None,
    ) -> None:
        """`form`: None if there is no form for the staff."""
        self._form = form
        self._options, self._guard, self._files = options, guard, files
        self._deliveries, self._contacts, self._message_sender = deliveries, contacts, message_sender
        self._turns = Turns()
        self._pending_replies: dict[str, PendingReply] = {}
        # Replies since the start: in the response (passive), or too late for it.
        self.counts: Counter[str] = Counter(passive=0, late=0)

    async def reply(self, push: OpenedPush, seconds: float, app: Sanic, on_new_message: OnNewMessage) -> WeChatReply:
        """Return the reply for the response to this delivery, after `seconds` at most."""
        if isinstance(push.action, Ignore):
            if push.action.gone:
                await self._contacts.forget(push.sender)
            return NOTHING
        pending_reply = self._pending_replies.get(push.message)
        if pending_reply is None:
            # before anything is awaited: the next delivery may be here already
            pending_reply = self._pending_replies[push.message] = PendingReply()
            asyncio.get_running_loop().call_later(REMEMBERED, self._pending_replies.pop, push.message, None)
            run = partial(self._take, pending_reply, push, app, on_new_message)
            self._turns.start(push.sender, run)
        return await pending_reply.reply(seconds) or NOTHING

    async def drain(self, seconds: float) -> None:
        """Wait for the turns to end."""
        await self._turns.drain(seconds)

    async def _take(
        self, pending_reply: PendingReply, push: OpenedPush, app: Sanic, on_new_message: OnNewMessage
    ) -> None:
        try:
            if not await self._deliveries.take(push.message):
                pending_reply.offer(await self._reply_elsewhere(pending_reply, push))
                return
            responses = await self._responses(push, app, on_new_message)
            await self._bring(pending_reply, push, responses)
        except Exception as error:  # each store has errors of its own; the user is owed an answer
            logger.error("A message could not be handled: %s", type(error).__name__)
            if not pending_reply.offer(WeChatReply("text", apology())):
                self._message_sender.start(push.sender, [WeChatMessage(apology())])

    async def _reply_elsewhere(self, pending_reply: PendingReply, push: OpenedPush) -> WeChatReply:
        """Return the reply of another worker; gives up when the response here is too late."""
        while not pending_reply.late:
            reply = await self._deliveries.reply(push.message)
            if reply:
                return reply
            await asyncio.sleep(ELSEWHERE)
        return NOTHING

    async def _responses(
        self, push: OpenedPush, app: Sanic, on_new_message: OnNewMessage
    ) -> Sequence[Mapping[str, Any]]:
        await self._contacts.remember(push.sender, push.open_id)
        if isinstance(push.action, StartTurn):
            return await self._turn(push, push.action, app, on_new_message)
        if isinstance(push.action, ReceiveFile):
            return await self._file(push, push.action, app, on_new_message)
        return [refusal_message(push.action.sentence, "no_text")] if isinstance(push.action, SendSentence) else []

    async def _file(
        self, push: OpenedPush, sent: ReceiveFile, app: Sanic, on_new_message: OnNewMessage
    ) -> Sequence[Mapping[str, Any]]:
        refusal = await self._guard.too_fast(push.sender, "")
        if refusal:
            return [refusal_message(refusal.text or "", refusal.reason)]
        attachment = await self._files.take(app, push.sender, push.message, sent)
        if attachment is None:
            return [refusal_message(sent.sentence, "no_text")]
        if isinstance(attachment, AttachmentRefusal):
            return [refusal_message(attachment.sentence, attachment.code)]
        output, metadata = WeChatOutput(), metadata_of(attachment, sent.kind)
        message = UserMessage(
            TEXTS[sent.kind], output, push.sender, input_channel=output.name(), message_id=push.message,
            metadata=metadata,
        )  # fmt: skip
        await run_turn(message, on_new_message, app)
        return list(output.messages)

    async def _turn(
        self, push: OpenedPush, action: StartTurn, app: Sanic, on_new_message: OnNewMessage
    ) -> Sequence[Mapping[str, Any]]:
        refusal = await self._guard.too_fast(push.sender, "")
        if refusal is None and is_too_long(action.text):
            refusal = self._guard.too_long()
        if refusal:
            return [refusal_message(refusal.text or "", refusal.reason)]
        if self._form and action.text.strip() in FORM_WORDS and (link := await with_link(push.sender, self._form)):
            return [{"text": link}]
        payload = await tapped_payload(action.menu_id, push.sender, loaded_agent(app).tracker_store)
        public = public_words(app)
        title = clean_title(action.text, public) if payload else None
        read = read_text(payload or action.text, self._options.payload_intents, public)
        if not read.text:
            return []
        output = WeChatOutput()
        message = UserMessage(
            read.text, output, push.sender, input_channel=output.name(), message_id=push.message,
            metadata={**({"title": title} if title else {}), **({OWN_STAFF: True} if self._transfers else {})},
        )  # fmt: skip
        await run_turn(message, on_new_message, app, masked=read.masked)
        return list(output.messages)

    @property
    def _transfers(self) -> bool:
        return self._options.transfer is not None

    async def _bring(
        self, pending_reply: PendingReply, push: OpenedPush, responses: Sequence[Mapping[str, Any]]
    ) -> None:
        # Also if a person has the conversation and the assistant says nothing.
        waited = await self._contacts.waiting(push.sender)
        messages = [
            *([WeChatMessage(profile().wechat.earlier), *waited] if waited else []),
            *wechat_messages(responses),
        ]
        reply, rest = self._composed(push, messages, responses)
        in_time = pending_reply.offer(reply)
        self.counts["passive" if in_time else "late"] += 1
        if in_time:
            await self._deliveries.keep(push.message, reply)
        else:
            # Only a response can hand the message over, so the user has to ask again.
            asks = [WeChatMessage(profile().wechat.transfer_by_message)] if reply.kind == "transfer" else []
            rest = [*messages, *asks]
        if rest:
            self._message_sender.start(push.sender, rest, after=0.0 if pending_reply.late else AFTER_REPLY)

    def _composed(
        self, push: OpenedPush, messages: list[WeChatMessage], responses: Sequence[Mapping[str, Any]]
    ) -> tuple[WeChatReply, list[WeChatMessage]]:
        """Return the reply and the messages that follow it."""
        handed = any((message.get("metadata") or {}).get("outcome") == "handoff" for message in responses)
        if handed and self._options.transfer is not None:
            if push.may_transfer:
                return WeChatReply("transfer", self._options.transfer), messages
            messages = [*messages, WeChatMessage(profile().wechat.transfer_by_message)]
        if not messages:
            return NOTHING, []
        # A reply holds no picture: the first picture and everything after it follow the reply.
        lead = list(takewhile(lambda message: not message.picture, messages))
        text, rest = reply_text(lead) if lead else ("", [])
        return (WeChatReply("text", text) if text else NOTHING), [*rest, *messages[len(lead) :]]
