"""Starting without Rasa's settings of telemetry where the environment has switched it off.

Replaced is `rasa.telemetry.initialize_telemetry` (Rasa 3.6.21). It reads, checks and if need be writes a file in the
user's home even when RASA_TELEMETRY_ENABLED decides: 90 ms of a start, most of it for pkg_resources.
`tests/launch/rasa_patches/test_telemetry_off.py` compares the two.
"""

import os

from rasa import telemetry


def start_without_telemetry() -> None:
    """Have the environment's word taken without a look at the file; without one, Rasa goes on as before."""
    rasas = telemetry.initialize_telemetry

    def initialize_telemetry() -> bool:
        decided = os.environ.get("RASA_TELEMETRY_ENABLED")
        if decided is not None and decided.lower() != "true":
            return False
        return bool(rasas())

    telemetry.initialize_telemetry = initialize_telemetry
