"""The command lines of Rasa and of its action server, in this process."""

import sys

from launch.quiet import silence_libraries, silence_rasa


def rasa(*arguments: str) -> None:
    """Do what `rasa …` does; leaves by SystemExit when Rasa does."""
    silence_rasa()
    from rasa.__main__ import main

    # Rasa's main takes its arguments from nowhere else.
    sys.argv = ["rasa", *arguments]
    main()


def action_server(port: int) -> None:
    """Serve the package `actions` until a signal comes; the address is SANIC_HOST."""
    silence_libraries()
    from rasa_sdk.endpoint import create_argument_parser
    from rasa_sdk.__main__ import main_from_args
    main_from_args(create_argument_parser().parse_args(["--actions", "actions", "--port", str(port), "--quiet"]))
