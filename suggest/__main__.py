"""`python -m suggest ID [--json] [--add N,M]`: proposes new phrasings for an answer."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from converter.errors import SourceError, why_not
from settings.common import StoredData
from settings.reading import SettingsRefused, read
from suggest.adding import CannotAdd, add, chosen
from suggest.content import Content, read_content, without
from suggest.judging import Judge, Proposal
from suggest.messages import RealMessage, stored_messages
from suggest.proposals import propose
from suggest.showing import as_json, as_text
from understanding.encoder import sentence_encoder
from understanding.public import public_in_content
from understanding.trained import NotAModel, read_trained

ROOT = Path(__file__).resolve().parent.parent
NO_MODEL = "没有可用的模型：请先运行 make train。"


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; 0 when all is well, 1 when a person has to look."""
    args = _arguments(argv)
    try:
        if args.only_check:
            content = without(args.id, args.root)
            return _complain(content.unknown(args.id)) if content else 0
        content = read_content(args.root)
        if args.id not in content.answers:
            return _complain(content.unknown(args.id))
        proposals = _proposals(args, content)
        if args.add:
            return _add(args, content, proposals)
    except NotAModel:
        return _complain(NO_MODEL)
    except (CannotAdd, SettingsRefused) as error:
        return _complain(str(error))
    except SourceError as error:
        return _complain(f"{error.path or args.root}:{error.line}: {error.message}")
    except OSError as error:
        return _complain(f"{error.filename}：{why_not(error)}")
    print(as_json(args.id, proposals) if args.json else as_text(args.id, proposals, content), end="")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m suggest", description="为一个答案建议还没有写过的说法")
    parser.add_argument("id", metavar="ID", help="答案的编号，见 data/source/catalog.yml")
    parser.add_argument("--only-check", action="store_true", help="只看有没有这个编号，不建议")
    parser.add_argument("--json", action="store_true", help="输出 JSON，供其他工具读取")
    parser.add_argument("--add", metavar="N,M", help="把这些编号的建议写进 data/nlu/faq/")
    parser.add_argument("--no-messages", action="store_true", help="不看数据库里用户说过的话")
    parser.add_argument("--model", type=Path, help="模型文件（默认 models/ 里最新的）")
    parser.add_argument("--root", type=Path, default=ROOT, help="项目的目录")
    return parser.parse_args(argv)


def _proposals(args: argparse.Namespace, content: Content) -> list[Proposal]:
    models = sorted((args.root / "models").glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)
    if not args.model and not models:
        raise NotAModel
    encoder = sentence_encoder()
    judge = Judge(args.id, read_trained(args.model or models[-1]), encoder, content)
    if not judge.is_trained:
        print(f"模型里还没有 {args.id}：先 make train，下面的“现在”才算得上它。", file=sys.stderr)
    return propose(args.id, content, judge, encoder, [] if args.no_messages else _messages(args.root))


def _messages(root: Path) -> list[RealMessage]:
    try:
        return stored_messages(read(StoredData).database, public_in_content(root))
    except SQLAlchemyError as error:
        # The error's own text may hold the address with its password, or users' texts.
        print(f"数据库打不开或没有回答（{type(error).__name__}），没有看用户说过的话。", file=sys.stderr)
        return []


def _add(args: argparse.Namespace, content: Content, proposals: Sequence[Proposal]) -> int:
    texts = [proposal.idea.text for proposal in chosen(args.add, proposals)]
    file = add(args.root, content.answers[args.id], texts)
    print(f"已写进 {file.relative_to(args.root) if file.is_relative_to(args.root) else file}：{'、'.join(texts)}")
    print("接下来：make run 重新训练并试一试，make check 检查后再提交。")
    return 0


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
