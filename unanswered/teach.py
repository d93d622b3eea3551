"""`python -m unanswered.teach ID --text …`: adds a phrasing to an answer and reports its effect on others."""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
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
from suggest.content import Content, catalog_ids, read_content
from suggest.judging import MESSAGE, Idea, Judge, Proposal
from suggest.showing import notes
from unanswered.current_model import NoModel, newest_model
from unanswered.estimate import effect_of, nearest_messages, untrained, with_examples
from unanswered.listing import DAY
from unanswered.messages import is_typed
from unanswered.notes import NotNotes, TaughtNote, add_row
from unanswered.overlaps import EXACTLY, comes_near, estimated, proposed_phrasings
from unanswered.phrasing import check_phrasing
from understanding.encoder import SentenceEncoder, sentence_encoder
from understanding.labels import answer_label
from understanding.public import public_in_content
from understanding.trained import NotAModel, Trained, read_trained
from zh.personal import mask

DAYS, MOST_EVENTS, MOST_MESSAGES = 30, 40_000, 2_000
"""How many days of messages are read, and at most how many of the newest events and of different messages."""

SURE = 0.99
"""The confidence from which a phrasing that is answered rightly teaches nothing."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 when all is well, 1 when a person has to look."""
    args = _arguments(argv)
    try:
        content = read_content(args.root)
        if args.id not in content.answers and _waits_for_conversion(args.id, args.root):
            raise CannotAdd(f"{args.id} 在 catalog.yml 里，还没有生成：先运行 make data，再教；没有写入。")
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
    parser.add_argument("--root", type=Path, default=ROOT, help="项目的目录")
    return parser.parse_args(argv)


def _waits_for_conversion(id_: str, root: Path) -> bool:
    try:
        return id_ in catalog_ids(root)
    except (OSError, SourceError):
        return False


def _row(group: str, answer: str, text: str) -> TaughtNote:
    try:
        return TaughtNote(group=group, answer=answer, text=text, on=date.today())
    except ValidationError:
        raise CannotAdd(f"GROUP 后面写列表里的组号（g 开头的 8 个字符），不是 {group!r}；没有写入。") from None


class Judged(NamedTuple):
    """What the newest model makes of the phrasing, with what the draft teaches beside it; without a model, nothing."""

    id: str
    trained: Trained | None
    judge: Judge | None
    proposal: Proposal | None

    @property
    def is_sure(self) -> bool:
        """Whether the answer gets the phrasing already, and surely."""
        return self.proposal is not None and self.proposal.winner == self.id and self.proposal.own >= SURE


def _judged(id_: str, text: str, content: Content, root: Path, encoder: SentenceEncoder | None) -> Judged:
    try:
        trained = read_trained(newest_model(root))
    except (NoModel, NotAModel):
        return Judged(id_, None, None, None)
    trained = with_examples(trained, untrained(content, trained), encoder)
    judge = Judge(id_, trained, encoder, content)
    return Judged(id_, trained, judge, judge.judge([Idea(text, MESSAGE, "", 1.0)])[0])


def _needless(judged: Judged, text: str, content: Content) -> str:
    own = judged.proposal.own if judged.proposal else 0.0
    return f"“{text}”现在已经答 {judged.id}（{content.answers[judged.id].title}），把握 {own:.2f}：不用再教，没有写入。"


def _notices(judged: Judged, text: str, content: Content, root: Path, encoder: SentenceEncoder | None) -> Iterator[str]:
    """Yield what the phrasing takes from other answers, what it is near, and further proposals."""
    lately = _typed_lately(root)
    if judged.proposal:
        yield from notes(judged.id, judged.proposal, content)
    if judged.trained is None:
        yield "现在还没有模型（make train），看不出会从哪个答案那里拿走。"
    elif answer_label(judged.id) in judged.trained.signs.model.labels:
        others = nearest_messages(text, lately, root)
        yield from estimated(effect_of(judged.id, text, judged.trained, others, encoder), content)
    else:
        yield f"这个答案是新的，模型里还没有，看不出会从哪个答案那里拿走；{EXACTLY}"
    yield from comes_near(judged.id, text, content, lately, encoder)
    if judged.judge:
        yield from proposed_phrasings(judged.id, content, judged.judge, encoder)


def _typed_lately(root: Path) -> Mapping[str, str]:
    """Return the newest different messages with the ids of their answers; empty if the database does not answer."""
    try:
        public = public_in_content(root)
        turns = turns_since(read(StoredData).database, time.time() - DAYS * DAY, MOST_EVENTS)
    except (SettingsRefused, SQLAlchemyError, OSError):
        return {}
    newest_first = sorted(filter(is_typed, turns), key=lambda turn: -turn.at)
    answers = {turn.text: turn.answer for turn in reversed(newest_first)}
    newest = islice(dict.fromkeys(turn.text for turn in newest_first), MOST_MESSAGES)
    return {" ".join(mask(text, public).split()): answers[text] for text in newest}


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
