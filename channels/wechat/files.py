"""MediaFiles: accepts users' files if a person has the conversation or is asked for."""

from sanic import Sanic

from channels.attachments.policy import AttachmentPolicy
from channels.wechat.media import Media
from channels.wechat.push_actions import ReceiveFile
from persistence.attachments.refusals import AttachmentRefusal
from persistence.attachments.store import NewAttachment


class MediaFiles:
    def __init__(self, media: Media, policy: AttachmentPolicy) -> None:
        self._media, self._policy = media, policy

    async def take(self, app: Sanic, sender: str, message: str, sent: ReceiveFile) -> str | AttachmentRefusal | None:
        """Keep it and return its id; None where no person is there or asked for. `message`: the same for each delivery.

        Raises what the stores raise.
        """
        if not await self._policy.has_person(app, sender):
            return None
        return await self._media.keep(sent.kind, sent.media_id, NewAttachment(sender, "user", message))
