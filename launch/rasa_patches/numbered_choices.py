"""Lets users of Rasa's shell type their choice: a number, a title, or anything else.

It replaces `rasa.core.channels.console._print_bot_output` and `_get_user_input` (Rasa 3.6.21). They show the buttons of
the last message, with their payloads, as a menu for the arrow keys. Nobody can type before leaving that menu, and most
answers here have buttons. They send an empty line as a message. `tests/system/test_shell.py` talks to both shells.
"""

from collections.abc import Mapping, Sequence
from typing import Any


def type_choices() -> None:
    """Make Rasa's shell show buttons as numbered lines and let one type at once."""
    from rasa.core.channels import console
    from rasa.shared.utils.cli import print_color
    from rasa.shared.utils.io import bcolors

    output, ask = console._print_bot_output, console._get_user_input

    def show(message: Mapping[str, Any], is_latest_message: bool = False, color: str = bcolors.OKBLUE) -> None:
        if "text" in message:
            print_color(message["text"], color=color)
        for line in choices(message.get("buttons") or (), numbered=is_latest_message):
            print_color(line, color=color)
        output({name: value for name, value in message.items() if name not in ("text", "buttons")}, color=color)

    async def ask_until_typed(previous: Mapping[str, Any] | None) -> str | None:
        text: str | None = await ask(previous)
        while text == "":
            text = await ask(None)
        return text

    console._print_bot_output, console._get_user_input = show, ask_until_typed


def choices(buttons: Sequence[Mapping[str, str]], *, numbered: bool) -> list[str]:
    """Return a line for each button. Numbers choose among those of the last message alone; the others have titles."""
    titles = [str(button.get("title", "")) for button in buttons]
    return [f"  {f'{number}.' if numbered else '·'} {title}" for number, title in enumerate(titles, 1)]
