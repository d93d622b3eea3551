"""What every way of starting the assistant begins with: data/generated and the model are up to date."""

import subprocess
import sys
from pathlib import Path

from launch import model, programs
from launch.training import train
from observability.json_lines import writes_json


class ConversionFailed(Exception):
    """The converter found something a person has to look at; it has said what."""


def prepared_model() -> Path:
    """Convert, train as needed, and return the model of the present files; leaves Rasa imported.

    Whoever tries out an edit need not have explained it yet; `make check` is strict.
    """
    command = [sys.executable, "-m", "converter", "--lenient"]
    # What it prints becomes lines of JSON only if this process prints it.
    said = subprocess.PIPE if writes_json() else None
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, text=True) as converter:
        # Takes as long as the converter, and is needed afterwards.
        programs.load_rasa()
        for text in converter.communicate():
            print(text or "", end="")
    if converter.returncode != 0:
        raise ConversionFailed
    return model.ensure(train)
