"""Declares SHOW_READING, the setting that shows testers how each message was read."""

from typing import Literal

from settings.reading import Settings, variable


class ForTesters(Settings):
    show_reading: Literal["terminal", "metadata"] | None = variable(
        "SHOW_READING", None,
        meaning="测试用：每条消息怎样被理解，记在用户消息上（metadata），或者也写到终端（terminal）；个人信息已遮盖",
        form="terminal、metadata，或者不设",
        example="terminal",
    )  # fmt: skip
