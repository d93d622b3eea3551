"""Conversations by somebody who knew the FAQ and the specification only: most go right in every turn.

Their first figure, before anything was tuned to them, stands in docs/benchmarks/first-looks.md. One that fails here
may be an honest gap; a gap that grows fails the test.
"""

import pytest

from tests.conversations.script import FOLDER, Script, load, play
from tests.rest_talking import rest_talk
from tests.running import Running

HELD_OUT = load(FOLDER.with_name("held_out"))

LEAST = {
    **{"ordinary": 0.82, "hard": 0.8, "long": 0.45, "everyday": 0.9, "going_on": 0.65},
    **{"ordinary_two": 0.84, "hard_two": 0.7, "long_two": 0.55},
    **{"ordinary_three": 0.95, "hard_three": 0.65, "long_three": 0.8},
    **{"ordinary_four": 0.8, "hard_four": 0.55, "long_four": 0.45},
    **{"ordinary_five": 0.9, "hard_five": 0.8, "long_five": 0.7},
    **{"ordinary_six": 0.9, "hard_six": 0.75, "long_six": 0.6},
    **{"ordinary_seven": 0.85, "hard_seven": 0.5, "long_seven": 0.2},
    **{"ordinary_eight": 0.9, "hard_eight": 0.7, "long_eight": 0.5},
    **{"hard_nine": 0.7, "long_nine": 0.35},
    **{"ordinary_eleven": 0.9, "hard_eleven": 0.6, "long_eleven": 0.6},
    **{"ordinary_twelve": 0.9, "hard_twelve": 0.65, "long_twelve": 0.35},
    **{"ordinary_thirteen": 0.9, "hard_thirteen": 0.6, "long_thirteen": 0.5},
    **{"ordinary_fourteen": 0.9, "hard_fourteen": 0.7, "long_fourteen": 0.75},
    **{"ordinary_fifteen": 0.9, "hard_fifteen": 0.65, "long_fifteen": 0.75},
    **{"ordinary_sixteen": 0.85, "hard_sixteen": 0.75, "long_sixteen": 0.75},
    **{"ordinary_ten": 0.8, "hard_ten": 0.45, "long_ten": 0.2},
}
"""Share of conversations that are right in every turn, by kind."""


@pytest.mark.parametrize("kind", LEAST)
async def test_most_conversations_are_right_in_every_turn(assistant: Running, kind: str) -> None:
    scripts = [script for script in HELD_OUT if script.point == kind]
    failed = {script.name: faults for script in scripts if (faults := await _play(assistant, script))}
    transcript = "\n".join(f"{name}\n  " + "\n  ".join(faults) for name, faults in failed.items())
    assert len(scripts) - len(failed) >= LEAST[kind] * len(scripts), transcript


async def _play(assistant: Running, script: Script) -> list[str]:
    async with rest_talk(assistant.url) as user:
        return await play(script, {"a": user})


def test_there_are_enough() -> None:
    assert len(HELD_OUT) >= 120
    assert {script.point for script in HELD_OUT} == set(LEAST)
