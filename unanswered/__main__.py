"""`python -m unanswered [--days N]`: what users asked and were not answered.

`--ignore GROUP --reason …` sets a group aside instead.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from converter.errors import why_not
from converter.output import replace_file
from launch.publish.content_filter import own_turns
from owner.folder import ROOT
from owner.live import answer_ids, answer_titles, current_id
from persistence.privacy.retention import LONGEST, NotSettings
from persistence.private import private_folder, tighten
from settings.common import StoredData
from settings.reading import SettingsRefused, read
from unanswered.current_model import CurrentModel, NoModel, TrainedCurrentModel, newest_model
from unanswered.deciding import NotGiven, ignore, pair
from unanswered.grouping import group_messages
from unanswered.joining import join_groups
from unanswered.listing import Listing, Window, make_list
from unanswered.messages import is_typed, unanswered
from unanswered.notes import NotNotes, read_notes
from unanswered.showing import as_html, as_text
from unanswered.stored import read_stored
from understanding.encoder import sentence_encoder
from understanding.public import public_in_content
from understanding.trained import NotAModel

PAGE = Path("var/unanswered.html")


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 when all is well, 1 when a person has to look."""
    args = _arguments(argv)
    try:
        if args.ignore:
            return ignore(args.ignore, args.reason, args.root)
        if args.join or args.split:
            return pair(args.join or args.split, "together" if args.join else "apart", args.root)
        overview = listing(args.root, _days(args.days), time.time(), lambda: _present(args.model, args.root))
        titles = {id_: title.title for id_, title in answer_titles().items()}
        _write(args.root / PAGE, as_html(overview, titles))
    except (NotAModel, NoModel):
        return _complain("没有可用的模型：请先运行 make train。")
    except (SettingsRefused, NotNotes, NotSettings, NotGiven) as error:
        return _complain(str(error))
    except SQLAlchemyError as error:
        # The error's own text may hold the address with its password, or users' texts.
        return _complain(f"数据库打不开或没有回答（{type(error).__name__}）。")
    except OSError as error:
        return _complain(f"{error.filename}：{why_not(error)}")
    print(as_text(overview, titles), end="")
    print(f"网页：{PAGE}")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m unanswered", description="列出用户问了而没有答上的问题")
    parser.add_argument("--days", default="7", help="看最近多少天（默认 7）")
    parser.add_argument("--ignore", metavar="GROUP", help="不处理这一组（几组用逗号连着），要写 --reason")
    parser.add_argument("--join", metavar="GROUP,GROUP", help="这两组总是合在一起列")
    parser.add_argument("--split", metavar="GROUP,GROUP", help="这两组总是分开列")
    parser.add_argument("--reason", default="", help="不处理的原因")
    parser.add_argument("--model", type=Path, help="模型文件（默认 models/ 里最新的）")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目的目录")
    return parser.parse_args(argv)


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= LONGEST:
        raise NotGiven(f"DAYS 后面写天数，1 到 {LONGEST} 的整数，不是 {text!r}。")
    return int(text)


def listing(root: Path, days: int, now: float, load: Callable[[], CurrentModel]) -> Listing:
    """Read the database and the notes, and ask the model that `load` brings. Raises what these raise."""
    notes = read_notes(root)
    stored = read_stored(read(StoredData).database, days, now)
    stored = replace(stored, turns=own_turns(stored.turns, answer_ids()))
    window = Window(days, now)
    written = sum(1 for turn in stored.turns if is_typed(turn) and turn.at >= window.since)
    messages = unanswered(stored.turns, stored.ratings, public_in_content(root), current_id)
    groups, model = group_messages(messages, sentence_encoder()), load()
    join = partial(join_groups, nearest=model.nearest, encoder=sentence_encoder(), notes=notes)
    return make_list(groups, model, notes, replace(window, written=written, anonymous=stored.anonymous), join)


def _present(model: Path | None, root: Path) -> CurrentModel:
    return TrainedCurrentModel(model or newest_model(root))


def _write(page: Path, text: str) -> None:
    """Write what users said so that nobody else on the machine reads it."""
    private_folder(page.parent)
    replace_file(page, text)
    tighten([page])


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
