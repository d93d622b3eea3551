"""The command lines of Rasa and of its action server, in this process."""

import gc
import sys

from launch.quiet import silence_libraries, silence_rasa


def load_rasa() -> None:
    """Import Rasa, which `rasa` does as well: for those who have time now.

    Without the garbage collector, which would walk the half million new objects over and over: 3.3 instead of 4.3 s.
    They stay for good, so it need not look at them later either.
    """
    gc.disable()
    silence_rasa()
    import rasa.__main__
    import rasa.core.run  # noqa: F401

    gc.freeze()
    gc.enable()


def rasa(*arguments: str) -> None:
    """Do what `rasa …` does; leaves by SystemExit when Rasa does."""
    load_rasa()
    from rasa.__main__ import main

    # Rasa's main takes its arguments from nowhere else.
    sys.argv = ["rasa", *arguments]
    main()


def action_server(port: int) -> None:
    """Serve the package `actions` until a signal comes; the address is SANIC_HOST."""
    silence_libraries()
    from rasa_sdk.__main__ import main_from_args
    from rasa_sdk.endpoint import create_argument_parser

    main_from_args(create_argument_parser().parse_args(["--actions", "actions", "--port", str(port), "--quiet"]))
