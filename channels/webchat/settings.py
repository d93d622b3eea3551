"""The web chat's settings in credentials.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from rasa.shared.exceptions import RasaException

from channels.guard.rate_limit import Limits, limits
from channels.settings import texts, words

CHANNEL = "The web chat"


@dataclass(frozen=True)
class WebChatSettings:
    """Defaults are safe: no payload is obeyed, and only pages of this server may connect."""

    # Intents that a button's payload (/intent{...}) may name; every other text with a slash is plain text.
    payload_intents: frozenset[str] = frozenset()
    # Origins of the pages that may connect; None: only this server's own. "*" would be every page there is.
    cors_allowed_origins: tuple[str, ...] | None = None
    # The environment variable that holds the key of the session ids, and the file used when it is not set.
    secret_env: str = "SESSION_SECRET"
    secret_file: str = "var/session.key"
    # How many messages a conversation and an address may send.
    rate_limits: Limits = field(default_factory=Limits)
    # The environment variable that holds the key of the host platform's tokens (JWT), how they are signed, and what
    # their claim says for which role; without the variable nobody is known by a token.
    jwt_key_env: str = "WEBCHAT_JWT_KEY"
    jwt_method: str = "HS256"
    jwt_role_claim: str = "role"
    jwt_roles: Mapping[str, str] = field(default_factory=dict)
    user_message_evt: str = "user_uttered"
    bot_message_evt: str = "bot_uttered"
    metadata_key: str = "metadata"
    socketio_path: str = "/socket.io"


def webchat_settings(credentials: Mapping[str, Any] | None) -> WebChatSettings:
    """Return the settings written in credentials.yml; a name or a value that means nothing is refused."""
    given = dict(credentials or {})
    intents = texts(CHANNEL, "payload_intents", given.pop("payload_intents", None))
    origins = texts(CHANNEL, "cors_allowed_origins", given.pop("cors_allowed_origins", None))
    allowed = limits(given.pop("rate_limits", None))
    roles = _roles(given.pop("jwt_roles", None))
    others = words(CHANNEL, given, [field.name for field in fields(WebChatSettings)])
    # An empty list would mean "no check at all" to Socket.IO; whoever writes it wants nobody else in.
    return WebChatSettings(frozenset(intents), tuple(origins) or None, rate_limits=allowed, jwt_roles=roles, **others)


def _roles(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(role, str) for role in value.values()):
        raise RasaException(f"{CHANNEL}'s setting jwt_roles must name a role for each claim, not {value!r}")
    return {str(claim): role for claim, role in value.items()}
