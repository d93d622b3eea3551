"""Headers for sending a stored file, so that a browser shows or saves it but runs nothing in it."""

from collections.abc import Mapping

from persistence.attachments.store import StoredAttachment

POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

_ENDINGS = {"image/jpeg": "jpg", "audio/amr": "amr", "audio/mpeg": "mp3", "video/mp4": "mp4"}


def headers_of(attachment: StoredAttachment) -> Mapping[str, str]:
    """Return the headers beside the content type. The name says nothing of the conversation."""
    name = f"{attachment.kind}-{attachment.id[:8]}.{_ENDINGS.get(attachment.media_type, 'bin')}"
    where = "inline" if attachment.kind == "picture" else "attachment"
    return {
        "Content-Disposition": f'{where}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }
