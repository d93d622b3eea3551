"""WeChatServices: the objects of the channel, made once for one account."""

from dataclasses import dataclass
from pathlib import Path

from channels.attachments.policy import AttachmentPolicy
from channels.guard.guard import Guard
from channels.staff_form.receiver import FormReceiver
from channels.wechat.api import WeChatApi
from channels.wechat.contacts import Contacts
from channels.wechat.deliveries import PushDeliveries
from channels.wechat.files import MediaFiles
from channels.wechat.identity import Identity
from channels.wechat.media import Media
from channels.wechat.message_sender import MessageSender
from channels.wechat.push import Push
from channels.wechat.push_actions import push_action
from channels.wechat.push_handler import HandlerOptions, OpenedPush, PushHandler
from channels.wechat.settings import Account, WeChatSettings
from channels.wechat.store import ForgivingStore, MemoryStore, RedisStore, WeChatStore
from channels.wechat.token_file import InFile, InStore, TokenKeeper
from owner.live import profile
from persistence.attachments.store import Attachments
from persistence.database import Database


@dataclass(frozen=True)
class WeChatServices:
    identity: Identity
    store: WeChatStore
    deliveries: PushDeliveries
    api: WeChatApi
    message_sender: MessageSender
    push_handler: PushHandler

    def opened(self, pushed: Push) -> OpenedPush:
        """Return what a push asks for, under names that say nothing to others."""
        return OpenedPush(
            message=self.identity.digest("message", *pushed.identity),
            sender=self.identity.sender(pushed.open_id),
            open_id=pushed.open_id,
            action=push_action(pushed, profile().wechat),
            may_transfer=not pushed.is_event,
        )

    async def close(self, seconds: float) -> None:
        """Let turns end and their answers be sent, each in `seconds` at most."""
        await self.push_handler.drain(seconds)
        await self.message_sender.drain(seconds)
        await self.api.close()
        await self.store.close()


def api_of(settings: WeChatSettings, of: Account, identity: Identity, store: WeChatStore | None) -> WeChatApi:
    """Return the way to WeChat's interfaces. `store`: where all workers find the access token; None: in the file."""
    keeper: TokenKeeper = InStore(store) if store else InFile(Path(settings.token_file))
    return WeChatApi(of, keeper, identity)


def make_services(
    settings: WeChatSettings, of: Account, key: bytes, guard: Guard, database: str, form: FormReceiver | None = None
) -> WeChatServices:
    """Put the channel together; nothing is connected before it is used. `database`: its address; `form`: as in
    PushHandler.
    """
    identity = Identity(key, of.app_id)
    store: WeChatStore = ForgivingStore(RedisStore(of.redis_url), MemoryStore()) if of.redis_url else MemoryStore()
    api = api_of(settings, of, identity, store if of.redis_url else None)
    deliveries, contacts = PushDeliveries(store, identity), Contacts(store, identity)
    media = Media(api, Attachments(Database(database, pooled=False)))
    message_sender = MessageSender(api, contacts, media.upload)
    options = HandlerOptions(settings.payload_intents, of.transfer)
    push_handler = PushHandler(
        options, guard, deliveries, contacts, message_sender, MediaFiles(media, AttachmentPolicy(database)), form
    )
    return WeChatServices(identity, store, deliveries, api, message_sender, push_handler)
