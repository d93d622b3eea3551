"""Sets the environment variables that Rasa's files name, with the defaults of a single machine."""

import os
from collections.abc import Mapping
from pathlib import Path

from persistence.private import FOLDER, tighten
from settings.common import ONE_MACHINE, Common
from settings.processes import ACTION_ENDPOINT, ADDRESS_LIMIT, RasaServer

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = "127.0.0.1"
PASSABLE = 0o711


def action_endpoint(port: int) -> str:
    """The address under which Rasa reaches an action server on this machine."""
    return f"http://{LOOPBACK}:{port}/webhook"


def desk_endpoint(port: int) -> str:
    """The address under which the agents' desk reaches a Rasa server, or a proxy, on this machine."""
    return f"http://{LOOPBACK}:{port}/webhooks/desk/webhook"


def defaults() -> Mapping[str, str]:
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
        # 45 MB of readings of words; sounds here are those of single characters (zh/pinyin.py).
        "PYPINYIN_NO_PHRASES": "true",
        # Nobody adds readings to its table, so it need not be copied.
        "PYPINYIN_NO_DICT_COPY": "true",
        # rasa_sdk listens on every address otherwise, without any authentication.
        "SANIC_HOST": LOOPBACK,
        # Rasa's own files name these, and a missing one stops it: endpoints.yml, credentials.yml.
        "ACTION_ENDPOINT_URL": ACTION_ENDPOINT,
        "WEBCHAT_ADDRESS_LIMIT": ADDRESS_LIMIT,
        "DATABASE_URL": ONE_MACHINE,
        "REDIS_URL": "",
    }


def prepare(root: Path = ROOT) -> None:
    """Complete this process's environment for Rasa: defaults, the folder for conversations, the working directory.

    Rasa finds our components and channels by the working directory.
    """
    for name, value in defaults().items():
        os.environ.setdefault(name, value)
    (root / "var").mkdir(mode=FOLDER, exist_ok=True)
    protect(root / "var")
    os.chdir(root)


def protect(var: Path) -> None:
    """Keep others out of the folder for conversations, and of what an earlier version left there.

    Root's PostgreSQL and nginx of a cluster run as users of their own, who pass through it without reading it.
    """
    tighten([*var.glob("*.db*"), *var.glob("*.key"), *var.glob("*.log"), var])
    if os.geteuid() == 0 and (var / "cluster").exists():
        var.chmod(PASSABLE)


def hand_on(settings: Common) -> None:
    """Set what endpoints.yml names as it was read: from a file, or the default for a blank."""
    os.environ["DATABASE_URL"] = settings.database
    os.environ["REDIS_URL"] = settings.redis or ""
    if isinstance(settings, RasaServer):
        os.environ["ACTION_ENDPOINT_URL"] = settings.action_endpoint_url
