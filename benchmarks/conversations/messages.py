"""Defines the assistant's messages and buttons, with the fields that the simulated user and the judge read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Button:
    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """`outcome`, `faq_id` and `asks` are of the message's metadata, "" where they are missing."""

    text: str
    outcome: str = ""
    faq_id: str = ""
    asks: str = ""
    buttons: tuple[Button, ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(button.title for button in self.buttons)


class Partner(Protocol):
    """One conversation with an assistant, over whatever channel."""

    async def say(self, text: str) -> Sequence[Message]: ...

    async def press(self, button: Button) -> Sequence[Message]: ...

    async def be_silent(self) -> bool:
        """Let more time go by than the assistant remembers role and city; False where that can't be done."""
        ...
