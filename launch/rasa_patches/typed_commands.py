"""Completes the environment of Rasa's own commands where they are typed in the project's folder.

`rasa shell`, `rasa run` and the others read endpoints.yml and credentials.yml, which name environment variables, and
stop at the first that is not set. Our own commands set the defaults of `launch/environment.py` first; the finder below
has Rasa's commands do so too, and `rasa shell` end where its input ends. Variables that are set stay as they are.

`scripts/install-in-environment` copies this file into the environment, where a .pth file has every Python call
`complete_environment`. It therefore imports nothing but what every Python has loaded.
"""

import os
import sys

RASAS_COMMANDS = "rasa.__main__"
TYPED_AS = ("rasa", "-m")
"""`rasa …`, and `python -m rasa …` while Python looks for what to run; not a program that imports Rasa's commands."""
OF_THIS_PROJECT = os.path.join("launch", "environment.py")


class Finder:
    """Finds nothing; sees when Rasa's commands are imported, and is gone after that."""

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> None:
        if name != RASAS_COMMANDS:
            return
        sys.meta_path.remove(cls)
        folder = os.getcwd()
        if os.path.basename(sys.argv[0]) in TYPED_AS and os.path.isfile(os.path.join(folder, OF_THIS_PROJECT)):
            # Rasa's commands put it there themselves, a little later.
            sys.path.insert(1, folder)
            from launch.environment import prepare

            prepare()
            if sys.argv[1:2] == ["shell"]:
                from launch.rasa_patches.end_of_input import leave_at_end_of_input

                leave_at_end_of_input()


def complete_environment() -> None:
    """Have Rasa's commands find the defaults of the project they are typed in; a second call adds nothing."""
    if not any(getattr(finder, "find_spec", None) == Finder.find_spec for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder)
