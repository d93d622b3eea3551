"""Computes how long to wait before a program that ended is restarted, and says how it ended."""

FIRST = 0.5
LONGEST = 60.0
STEADY = 60.0
"""All in seconds. After a program has run for STEADY, its next pause is FIRST again."""


class RestartPauses:
    """Pauses of one program: each end soon after the last doubles the pause."""

    def __init__(self) -> None:
        self._last = 0.0

    def after(self, lived: float) -> float:
        """Return the pause in seconds for a program that ended `lived` seconds after it was started."""
        again = self._last * 2 if lived < STEADY else 0.0
        self._last = min(max(again, FIRST), LONGEST)
        return self._last


def describe_exit(code: int) -> str:
    """Say in Chinese how a program ended: `code` as subprocess gives it."""
    return f"信号 {-code}" if code < 0 else f"代码 {code}"
