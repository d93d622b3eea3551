"""Writes chosen proposals into data/nlu/faq/<topic>.yml; comments and all else there stay as they are."""

from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from ruamel.yaml.scalarstring import LiteralScalarString

from converter.output import editing_yaml, replace_file
from owner.folder import content_folder
from suggest.content import TaughtAnswer
from suggest.judging import Proposal
from understanding.labels import answer_label

MASKED = "【"


class CannotAdd(Exception):
    """Says in a Chinese sentence why nothing was written."""


def chosen(listed: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return the proposals with the numbers given, "1,3" for example. Raises CannotAdd."""
    try:
        numbers = [int(number) for number in listed.replace("，", ",").split(",") if number.strip()]
    except ValueError:
        raise CannotAdd(f"--add 后面写建议的编号，用逗号隔开，例如 --add 1,3，不是 {listed!r}。") from None
    if wrong := [number for number in numbers if not 1 <= number <= len(proposals)]:
        raise CannotAdd(f"没有编号 {'、'.join(map(str, wrong))}：现在共有 {len(proposals)} 条建议。")
    if not numbers:
        raise CannotAdd("--add 后面没有编号，例如 --add 1,3。")
    picked = [proposals[number - 1] for number in dict.fromkeys(numbers)]
    for proposal in picked:
        if proposal.taught_to:
            raise CannotAdd(f"“{proposal.idea.text}”已是 {proposal.taught_to} 的原话，一句话不能有两个答案；没有写入。")
        if MASKED in proposal.idea.text:
            raise CannotAdd(f"“{proposal.idea.text}”里遮去了个人信息，请改写后手工添加；没有写入。")
    return picked


def add(root: Path, answer: TaughtAnswer, texts: Sequence[str]) -> Path:
    """Add phrasings to the answer; returns the file. Raises CannotAdd, and OSError."""
    file = content_folder(root) / f"nlu/faq/{answer.topic}.yml"
    written = file.read_text(encoding="utf-8") if file.exists() else 'version: "3.1"\n\nnlu: []\n'
    yaml = editing_yaml()
    data = yaml.load(written)
    items, label = data["nlu"], answer_label(answer.id)
    item = next((item for item in items if item.get("intent") == label), None)
    lines = "".join(f"- {text}\n" for text in texts)
    if item is None:
        items.append({"intent": label, "examples": LiteralScalarString(lines)})
    else:
        examples = item["examples"]
        item["examples"] = LiteralScalarString(f"{examples.rstrip()}\n{lines}")
        # What stands before the next item belongs to the text for ruamel.
        if hasattr(examples, "comment"):
            item["examples"].comment = examples.comment
    out = StringIO()
    yaml.dump(data, out)
    # Content of a new institution has no phrasings beside its FAQ yet.
    file.parent.mkdir(parents=True, exist_ok=True)
    replace_file(file, out.getvalue())
    return file
