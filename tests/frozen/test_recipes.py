"""Developers follow recipes of CONTRIBUTING: what these name is enough, and the tests that they name pass."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.frozen.project import ROOT, keep_few_phrasings
from tests.frozen.test_edits import edit, read
from tests.frozen.test_edits import project as project

ANSWER, PHRASING = "Change, add or remove an answer", "Teach a phrasing"
SENTENCE, KIND = "A sentence of a new kind", "Small talk, hand-off, out of scope"
ACTION, CHANNEL = "An action", "A channel"
RECIPES = (ANSWER, PHRASING, SENTENCE, KIND, ACTION, CHANNEL)

CONTRIBUTING = read(ROOT / "CONTRIBUTING.md")

MODULE = '''"""Says what the institution stands for."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict


def response(*, again: bool) -> str:
    return "utter_menu" if again else "utter_motto"


class ActionMotto(Action):
    def name(self) -> str:
        return "action_motto"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        dispatcher.utter_message(response=response(again=False))
        return []
'''
TEST = """from actions.motto import response


def test_it_is_said_once() -> None:
    assert response(again=False) == "utter_motto"
"""
RESPONSE = """\
  utter_motto:
  - text: sentences.motto
    metadata: {outcome: chat}
"""
RULE = """\
- rule: motto
  steps:
  - intent: motto
  - action: action_motto
"""
EXAMPLES = """version: "3.1"

nlu:
- intent: motto
  examples: |
    - 你们的宗旨是啥
    - 贵单位的口号
"""


def add_sentence(project: Path) -> None:
    edit(project / "owner/sentences.py", r'(?<=    "hold": \(\),\n)', '    "motto": (),\n')
    edit(project / "owner/new_profile.yml", "(?=  hold: )", "  motto: 为您服务。\n")
    edit(
        project / "domain.yml",
        "(?=  utter_hold:\n)",
        "  utter_motto:\n  - text: sentences.motto\n    metadata: {outcome: chat}\n",
    )
    edit(project / "data/profile.yml", "(?=  hold: )", "  motto: 诚实为先。\n")


def add_intent(project: Path) -> None:
    (project / "data/talk/motto.yml").write_text(EXAMPLES, encoding="utf-8")
    edit(project / "domain.yml", "(?=- hold )", "- motto\n")
    edit(project / "understanding/intent_names.yml", "(?=hold: )", "motto: 问宗旨\n")
    edit(project / "understanding/labels.py", '(?<=    "hold", )', '"motto", ')


def add_action(project: Path) -> None:
    (project / "actions/motto.py").write_text(MODULE, encoding="utf-8")
    (project / "tests/actions/test_motto.py").write_text(TEST, encoding="utf-8")
    edit(
        project / "actions/__init__.py",
        "(?=decline, menu, greet)",
        "motto                           say what it stands for\n",
    )
    edit(project / "domain.yml", "(?=- action_offer\n)", "- action_motto\n")
    edit(
        project / "data/rules.yml",
        "(?=- rule: never mind\n)",
        "- rule: motto\n  steps:\n  - intent: motto\n  - action: action_motto\n",
    )


def python(project: Path, *arguments: str) -> str:
    """Run Python in the project and return what it printed."""
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr
    return done.stdout


def run_tests(project: Path, *paths: str) -> None:
    python(project, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not slow", *paths)


def recipe(name: str) -> str:
    """Return a recipe of CONTRIBUTING, up to the next one."""
    _, _, text = CONTRIBUTING.partition(f"\n**{name}.**")
    assert text, name
    return re.split(r"\n(?:\*\*|#)", text)[0]


def named_tests(name: str) -> list[str]:
    """Return the tests that a recipe names."""
    [paths] = re.findall(r"^- Tests: `pytest (.*?)`", recipe(name), re.MULTILINE)
    return str(paths).split()


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_ends_with_what_is_committed_and_tested(name: str) -> None:
    assert "\n- Commit: " in recipe(name)
    assert [path for path in named_tests(name) if not (ROOT / path).exists()] == []


def test_an_action_with_a_sentence(project: Path) -> None:
    keep_few_phrasings(project / "data")
    for change in (add_sentence, add_intent, add_action):
        change(project)
    python(project, "-m", "converter")
    python(project, "-m", "tests.frozen.project")
    assert "诚实为先。" in read(project / "data/generated/profile.json")
    named = [path for name in (ACTION, SENTENCE, KIND) for path in named_tests(name)]
    run_tests(project, *dict.fromkeys(path for path in named if "benchmarks" not in path))


def test_a_channel(project: Path) -> None:
    """The smallest one, copied under another name, is a channel with everything that a channel needs."""
    own = "|".join(classes(project / "channels/rest"))
    for folder in ("channels", "tests/channels"):
        copied = Path(shutil.copytree(project / folder / "rest", project / folder / "kiosk"))
        for file in copied.glob("*.py"):
            text = re.sub(r"(?<!core\.)channels\.rest\b", "channels.kiosk", read(file))
            text = re.sub(rf"(?<!rest import )\b({own})\b", r"Kiosk\1", text)
            text = text.replace('"rest"', '"kiosk"').replace("webhooks/rest", "webhooks/kiosk")
            # One test is about Rasa's own channel of that name.
            text = re.sub(r"(?s)async def test_rasas_own_.*?(?=\n\n\n)", "", text)
            file.write_text(text, encoding="utf-8")
    edit(project / "channels/__init__.py", "(?=rest  )", "kiosk                              a screen in the hall\n")
    run_tests(project, *(path.replace("rest", "kiosk") for path in named_tests(CHANNEL)))


def classes(folder: Path) -> list[str]:
    return [name for file in folder.glob("*.py") for name in re.findall(r"^class (\w+)", read(file), re.MULTILINE)]
