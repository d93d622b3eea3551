import subprocess
import sys

from tests.running import ROOT

# In a process of its own, since filters for warnings belong to a process.
WARN = """
import warnings
from launch.rasa_patches.expected_warnings import HARMLESS, silence_rasa
silence_rasa()
silence_rasa()
from rasa.utils import common
assert all(common.EXPECTED_WARNINGS.count(harmless) == 1 for harmless in HARMLESS)
# What Rasa's main does.
common.configure_logging_and_warnings()
warnings.warn("pkg_resources is deprecated", DeprecationWarning)
warnings.warn("The following duplicated intents have been found across multiple domain files: faq")
warnings.warn("Slot auto-fill has been removed in 3.0 and replaced with a new explicit mechanism")
warnings.warn("Slot 'role' is not in the domain")
"""


def test_only_what_somebody_can_act_on_is_shown() -> None:
    done = subprocess.run([sys.executable, "-c", WARN], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if "Warning" in line] == [
        "<string>:13: UserWarning: Slot 'role' is not in the domain"
    ]
