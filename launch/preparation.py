"""Brings data/generated and the model up to date, before every start of the assistant."""

import sys
from pathlib import Path

from launch import model, programs
from launch.conversion import ConversionFailed, convert_alongside
from launch.last_good_model import find_last_good, remember
from launch.training import train
from observability.json_lines import writes_json

NOTICE = """
========================================================================
注意：内容里有要先改的问题（见上面“停止”的各行），这次的改动没有用上。
现在仍用上一次检查通过的内容服务（模型 {model}）。
改好以后重新启动，就会用上新的内容。
========================================================================
"""


def prepared_model() -> Path:
    """Convert and train as needed, and return the model of the present files; leaves Rasa imported.

    Raises ConversionFailed where the content has to be mended first: nothing is trained on it.
    """
    with convert_alongside():
        # Takes as long as the converter, and is needed afterwards.
        programs.load_rasa()
    made = model.ensure_trained(train)
    remember(made)
    return made


def model_to_serve() -> Path:
    """Return the model of the present files, or the one from before while they have to be mended.

    Raises ConversionFailed where there is none from before.
    """
    try:
        return prepared_model()
    except ConversionFailed:
        before = find_last_good()
        if before is None:
            _say("还没有可以服务的内容和模型：请先改好上面的问题，再启动")
            raise
        _say(NOTICE.format(model=before.name))
        return before


def _say(text: str) -> None:
    # What is wrong becomes lines of JSON only on the one stream.
    print(text, file=sys.stdout if writes_json() else sys.stderr, flush=True)
