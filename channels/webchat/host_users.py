"""HostUsers: finds the user and conversation for the host platform's token that a socket sends."""

import logging
from collections.abc import Mapping

from socketio.exceptions import ConnectionRefusedError as Refused

from channels.webchat.host_token import HostKey, HostUser, user_or_refusal
from observability.log_limit import LogLimit
from persistence.names import Names

logger = logging.getLogger(__name__)


class HostUsers:
    """`key`: the platform's key; `names`: makes the names under which its users are stored."""

    def __init__(self, key: HostKey, names: Names) -> None:
        self._key = key
        self._names = names
        self._log_limit = LogLimit()

    def named(self, auth: object) -> HostUser | None:
        """Return the user named by the token, None without one; raises Refused with the reason, which the page shows.

        The log says why a token is refused, for those who run the platform.
        """
        token = auth.get("token") if isinstance(auth, Mapping) else None
        if not token:
            return None
        user = user_or_refusal(token, self._key)
        if isinstance(user, str):
            if self._log_limit.may_write(user):
                logger.warning("A token of the host platform was refused: %s.", user)
            raise Refused("token", {"reason": user})
        return user

    def conversation(self, user: HostUser) -> str:
        """Return the stored name of the user's conversation."""
        return self._names.conversation(user.name)

    def sealed(self, user: HostUser) -> str:
        """Return the user's name, encrypted, for the helpdesk."""
        return self._names.seal(user.name)
