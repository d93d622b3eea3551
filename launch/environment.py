"""The environment variables the assistant's processes read, with the defaults of a single machine."""

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
ACTION_PORT = 5055


def action_endpoint(port: int) -> str:
    """The address under which Rasa reaches an action server on this machine."""
    return f"http://{LOOPBACK}:{port}/webhook"


def defaults(root: Path = ROOT) -> Mapping[str, str]:
    """What is set unless the surrounding environment says otherwise."""
    return {
        # Rasa would report usage and crashes to its makers, and this assistant runs without a network.
        "RASA_TELEMETRY_ENABLED": "false",
        # Rasa's cache sees the source of a component's class only, not the modules it calls (zh/): it would bring back
        # a stale component. launch.model decides on whole files instead.
        "RASA_MAX_CACHE_SIZE": "0",
        # Notes for the developers of Rasa and TensorFlow that say nothing to those who run them.
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        # rasa_sdk listens on every address otherwise, without any authentication.
        "SANIC_HOST": LOOPBACK,
        "ACTION_ENDPOINT_URL": action_endpoint(ACTION_PORT),
        # Seconds for which a turn waits for it: one that hangs must not be waited for in silence.
        "ACTION_TIMEOUT": "15",
        # How many messages an address may send on the web chat: many users may share one.
        "WEBCHAT_ADDRESS_LIMIT": "1200 per 1 minute",
        # Conversations, tickets and feedback, as an address of SQLAlchemy.
        "DATABASE_URL": f"sqlite:///{root / 'var' / 'conversations.db'}",
        # What several instances share; none: there is one instance alone.
        "REDIS_URL": "",
    }


def prepare(root: Path = ROOT) -> None:
    """Complete this process's environment for Rasa: defaults, the folder for conversations, the working directory.

    Rasa finds our components and channels by the working directory.
    """
    for name, value in defaults(root).items():
        os.environ.setdefault(name, value)
    (root / "var").mkdir(exist_ok=True)
    os.chdir(root)
