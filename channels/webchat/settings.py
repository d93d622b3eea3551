"""Reads and checks the web chat's settings in credentials.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from rasa.shared.exceptions import RasaException

from channels.guard.rate_limit import Limits, limits
from channels.settings import texts, words

CHANNEL = "The web chat"


@dataclass(frozen=True)
class WebChatSettings:
    """By default no payload is accepted, and only pages of this server may connect."""

    # Intents that a button's payload (/intent{...}) may name; any other text with a slash is plain text.
    payload_intents: frozenset[str] = frozenset()
    # Origins of the pages that may connect; None: only this server's own. "*" would allow any page.
    cors_allowed_origins: tuple[str, ...] | None = None
    # The environment variable that holds the key of the session ids, and the file used when it is not set.
    secret_env: str = "SESSION_SECRET"
    secret_file: str = "var/session.key"
    # How many messages a conversation and an address may send.
    rate_limits: Limits = field(default_factory=Limits)
    # The environment variable with the key of the host platform's tokens (JWT), their signing method, the claim with
    # the role, its values, and whom `aud` must name (empty: anybody); if the variable is not set, tokens are ignored.
    jwt_key_env: str = "WEBCHAT_JWT_KEY"
    jwt_method: str = "HS256"
    jwt_role_claim: str = "role"
    jwt_roles: Mapping[str, str] = field(default_factory=dict)
    jwt_audience: str = ""
    user_message_evt: str = "user_uttered"
    bot_message_evt: str = "bot_uttered"
    metadata_key: str = "metadata"
    socketio_path: str = "/socket.io"


def webchat_settings(credentials: Mapping[str, Any] | None) -> WebChatSettings:
    """Return the settings of credentials.yml; an unknown name or value is refused."""
    settings = dict(credentials or {})
    intents = texts(CHANNEL, "payload_intents", settings.pop("payload_intents", None))
    origins = texts(CHANNEL, "cors_allowed_origins", settings.pop("cors_allowed_origins", None))
    allowed = limits(settings.pop("rate_limits", None))
    roles = _roles(settings.pop("jwt_roles", None))
    others = words(CHANNEL, settings, [field.name for field in fields(WebChatSettings)])
    # An empty list would switch off the check in Socket.IO, so it becomes None: only pages of this server.
    return WebChatSettings(frozenset(intents), tuple(origins) or None, rate_limits=allowed, jwt_roles=roles, **others)


def _roles(value: object) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping) or not all(isinstance(role, str) for role in value.values()):
        raise RasaException(f"{CHANNEL}'s setting jwt_roles must name a role for each claim, not {value!r}")
    return {str(claim): role for claim, role in value.items()}
