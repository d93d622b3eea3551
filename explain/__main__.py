"""`python -m explain "忘记密码" "单位的"`: how these messages of one conversation are read, and what they are answered.

Without messages they are read from standard input, one a line. In one argument several are separated by "|".
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from explain.assistant import Assistant, keep_nothing
from explain.showing import as_text
from launch import environment
from launch.conversion import ConversionFailed
from launch.model import TrainingFailed
from launch.preparation import prepared_model
from settings.processes import action_server
from settings.reading import SettingsRefused
from zh.personal import mask

_BETWEEN = re.compile(r"[|｜\n]")


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 when all is well, 1 when a person has to look."""
    args = _arguments(argv)
    try:
        with keep_nothing():
            action_server()
            environment.prepare()
            _explain(args.model or prepared_model(), args.texts)
    except SettingsRefused as error:
        print(error, file=sys.stderr)
        return 1
    except TrainingFailed:
        print("训练没有成功，原因见上", file=sys.stderr)
        return 1
    except ConversionFailed:
        return 1
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m explain", description="显示消息怎样被理解、怎样被回答")
    parser.add_argument("texts", nargs="*", metavar="消息", help="一个对话里的消息，依次；也可以用 | 隔开")
    parser.add_argument("--model", type=Path, help="模型文件（默认按现在的内容，需要时先训练）")
    return parser.parse_args(argv)


def _explain(model: Path, texts: Sequence[str]) -> None:
    assistant = Assistant(model)
    for text in _messages(texts):
        print(as_text(mask(text), assistant.say(text)), flush=True)


def _messages(texts: Sequence[str]) -> Iterator[str]:
    if not texts and sys.stdin.isatty():
        print("一行一条消息，Ctrl-D 结束。", file=sys.stderr)
    for text in texts or sys.stdin:
        yield from filter(None, (piece.strip() for piece in _BETWEEN.split(text)))


if __name__ == "__main__":
    sys.exit(main())
