"""Skips Rasa's telemetry file when the environment has switched telemetry off.

It replaces `rasa.telemetry.initialize_telemetry` (Rasa 3.6.21). That reads, checks and may write a file in the user's
home even when RASA_TELEMETRY_ENABLED decides: 90 ms of processor time, most of it for pkg_resources.
`tests/launch/rasa_patches/test_telemetry_off.py` compares the two.
"""

from rasa import telemetry


def start_without_telemetry() -> None:
    """Have the file read only where telemetry is on: Rasa's own question for that looks at the environment first."""
    rasas = telemetry.initialize_telemetry

    def initialize_telemetry() -> bool:
        return telemetry.is_telemetry_enabled() and bool(rasas())

    telemetry.initialize_telemetry = initialize_telemetry
