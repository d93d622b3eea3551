"""MediaFiles: accepts users' files if a person has the conversation or is asked for."""

from sanic import Sanic

from channels.attachments.wanted import Wanted
from channels.wechat.media import Media
from channels.wechat.push_actions import Send
from persistence.attachments.refusals import AttachmentRefusal
from persistence.attachments.store import NewAttachment


class MediaFiles:
    def __init__(self, media: Media, wanted: Wanted) -> None:
        self._media, self._wanted = media, wanted

    async def take(self, app: Sanic, sender: str, message: str, sent: Send) -> str | AttachmentRefusal | None:
        """Keep it and return its id; None where no person is there or asked for. `message`: the same for each delivery.

        Raises what the stores raise.
        """
        if not await self._wanted.has_person(app, sender):
            return None
        return await self._media.keep(sent.kind, sent.media_id, NewAttachment(sender, "user", message))
