"""Installs our log handler instead of Rasa's and the SDK's, where logs are lines of JSON.

It replaces `rasa.utils.io.configure_colored_logging` (Rasa 3.6.21) and `rasa_sdk.utils.configure_colored_logging`
(rasa-sdk 3.6.2). Their mains call these late, and neither has a setting for a handler.
`tests/launch/rasa_patches/test_logs.py` holds this to the two versions.
"""

from collections.abc import Callable

from observability.json_lines import install, writes_json


def rasa_logs(level: str) -> None:
    """Make Rasa use our handler. `level`: where its command line names none."""
    if writes_json():
        import rasa.utils.io

        rasa.utils.io.configure_colored_logging = _installing(level)


def sdk_logs(level: str) -> None:
    """Make the action server use our handler. `level`: where its command line names none."""
    if writes_json():
        import rasa_sdk.utils

        rasa_sdk.utils.configure_colored_logging = _installing(level)


def _installing(level: str) -> Callable[[int | str | None], None]:
    def configure(wanted_level: int | str | None) -> None:
        install(wanted_level or level)

    return configure
