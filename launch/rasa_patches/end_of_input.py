"""Leaves Rasa's shell at the end of its input: at Ctrl-D, or at the end of a file it reads questions from.

`rasa.core.channels.console.record_messages` (Rasa 3.6.21) lets EOFError go through; the server it runs in then hangs
until it is killed. `tests/launch/test_shell.py` leaves the shell in each way.
"""


def leave_at_end_of_input() -> None:
    """Make Rasa's shell end as with /stop."""
    from rasa.core.channels import console

    converse = console.record_messages

    async def converse_until_end(*arguments: object, **named: object) -> int:
        try:
            count: int = await converse(*arguments, **named)
        except EOFError:
            return 0
        return count

    console.record_messages = converse_until_end
