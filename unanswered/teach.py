"""`python -m unanswered.teach ID --text …`: adds a phrasing to an answer and reports its effect on others."""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from converter.errors import SourceError, why_not
from owner.folder import ROOT
from persistence.turns import turns_since
from settings.common import StoredData
from settings.reading import SettingsRefused, read
from suggest.adding import CannotAdd, add
from suggest.content import Content, read_content, without
from suggest.judging import MESSAGE, Idea, Judge, Proposal
from suggest.showing import notes
from unanswered.current_model import NoModel, newest_model
from unanswered.listing import DAY
from unanswered.messages import is_typed
from unanswered.notes import NotNotes, TaughtNote, add_row
from unanswered.overlaps import comes_near, proposed_phrasings
from unanswered.phrasing import check_phrasing, normalize_phrasing, unknown_answer
from understanding.encoder import SentenceEncoder, sentence_encoder
from understanding.public import public_in_content
from understanding.trained import NotAModel, read_trained
from zh.personal import mask

DAYS, MOST_EVENTS = 30, 40_000
"""How many days of messages are read, and at most how many of the newest events."""

SURE = 0.99
"""The confidence from which a phrasing that is answered rightly teaches nothing."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 when all is well, 1 when a person has to look."""
    args = _arguments(argv)
    try:
        if args.only_check:
            return _only_check(args)
        content = read_content(args.root)
        text = check_phrasing(args.id, args.text, content)
        row = _row(args.group, args.id, text) if args.group else None
        encoder = sentence_encoder()
        judged = _judged(args.id, text, content, args.root, encoder)
        if judged.is_sure:
            print(_needless(judged, text, content))
            return 0
        notices = list(_notices(judged, text, content, args.root, encoder))
        file = add(args.root, content.answers[args.id], [text])
        if row:
            add_row("taught", row, args.root)
    except (CannotAdd, NotNotes) as error:
        return _complain(str(error))
    except SourceError as error:
        return _complain(f"{error.path or args.root}:{error.line}: {error.message}")
    except OSError as error:
        return _complain(f"{error.filename}：{why_not(error)}")
    print(f"已写进 {file.relative_to(args.root) if file.is_relative_to(args.root) else file}：{text}")
    for line in notices:
        print(f"  {line}")
    print("下次发布（make publish）或 make run 之后用上。")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m unanswered.teach", description="教一个答案一句用户的说法")
    parser.add_argument("id", metavar="ID", help="答案的编号，见 data/source/catalog.yml")
    parser.add_argument("--text", required=True, help="用户的一句说法")
    parser.add_argument("--group", help="make unanswered 列出的组号：发布以后还没答上的会注明教过")
    parser.add_argument("--only-check", action="store_true", help="只看编号和说法的写法，不写入")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目的目录")
    return parser.parse_args(argv)


def _only_check(args: argparse.Namespace) -> int:
    """Raise CannotAdd for what no training would mend, so that nobody waits for it."""
    if (content := without(args.id, args.root)) is not None:
        raise unknown_answer(args.id, content)
    text = normalize_phrasing(args.text)
    if args.group:
        _row(args.group, args.id, text)
    return 0


def _row(group: str, answer: str, text: str) -> TaughtNote:
    try:
        return TaughtNote(group=group, answer=answer, text=text, on=date.today())
    except ValidationError:
        raise CannotAdd(f"GROUP 后面写列表里的组号（g 开头的 8 个字符），不是 {group!r}；没有写入。") from None


class Judged(NamedTuple):
    """What the newest model makes of the phrasing; without a model, nothing."""

    id: str
    judge: Judge | None
    proposal: Proposal | None

    @property
    def is_sure(self) -> bool:
        """Whether the answer gets the phrasing already, and surely."""
        return self.proposal is not None and self.proposal.winner == self.id and self.proposal.own >= SURE


def _judged(id_: str, text: str, content: Content, root: Path, encoder: SentenceEncoder | None) -> Judged:
    try:
        judge = Judge(id_, read_trained(newest_model(root)), encoder, content)
    except (NoModel, NotAModel):
        return Judged(id_, None, None)
    return Judged(id_, judge, judge.judge([Idea(text, MESSAGE, "", 1.0)])[0])


def _needless(judged: Judged, text: str, content: Content) -> str:
    own = judged.proposal.own if judged.proposal else 0.0
    return f"“{text}”现在已经答 {judged.id}（{content.answers[judged.id].title}），把握 {own:.2f}：不用再教，没有写入。"


def _notices(judged: Judged, text: str, content: Content, root: Path, encoder: SentenceEncoder | None) -> Iterator[str]:
    """Yield what the phrasing takes from other answers, what it is near, and further proposals."""
    if judged.proposal:
        yield from notes(judged.id, judged.proposal, content)
    else:
        yield "现在还没有模型，看不出会从哪个答案那里拿走。"
    yield from comes_near(judged.id, text, content, _answered_lately(root), encoder)
    if judged.judge:
        yield from proposed_phrasings(judged.id, content, judged.judge, encoder)


def _answered_lately(root: Path) -> Mapping[str, str]:
    """Return recent messages with the ids of their answers; empty if the database does not answer."""
    try:
        public = public_in_content(root)
        turns = turns_since(read(StoredData).database, time.time() - DAYS * DAY, MOST_EVENTS)
    except (SettingsRefused, SQLAlchemyError, OSError):
        return {}
    return {" ".join(mask(turn.text, public).split()): turn.answer for turn in turns if is_typed(turn) and turn.answer}


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
