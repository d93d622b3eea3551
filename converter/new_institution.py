"""Writes the content of a new institution: its FAQ, a fresh catalog, a profile to fill in."""

from collections.abc import Sequence
from pathlib import Path

from converter import catalog_file, contradictions
from converter.assign import assign
from converter.conversion import read
from converter.decode import decode
from converter.entries import collect
from converter.errors import SourceError
from converter.ids import topic_id
from converter.lines import Kind, Line, classify
from converter.scalars import quoted
from owner.defaults import TEMPLATE
from owner.folder import PROFILE_FILE

MOST_ASKED = 6
ONE_TOPIC = ("faq", "常见问题")
"""The topic of questions without a heading: id and name."""

HEAD = """\
# 每个答案的编号、标题和话题。新的问答由 make data 加进 answers，标题可以改得更好；FAQ 的文字只在 faq.txt 里改。
#
# sections   faq.txt 里的标题 -> 话题的编号
# topics     话题的编号 -> 菜单里的名字
# answers    id 编号（不再改），title 按钮上的标题，anchors 和 answer_digest 由程序填写，
#            related 人们接着会问的（最多三个编号）

"""


class FolderNotEmpty(Exception):
    """The folder is not empty."""


def write_new(folder: Path, faq: bytes, catalog: bytes = b"") -> int:
    """Write the content into an empty or new folder, and return the number of its answers.

    `catalog`: the one in an export; empty: a fresh one is made. Raises SourceError if `faq` is no FAQ,
    FolderNotEmpty and OSError.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmpty(folder)
    text = catalog.decode() if catalog else fresh_catalog(faq)[0]
    written = faq if catalog else decode(faq).encode()
    (folder / "source").mkdir(parents=True, exist_ok=True)
    (folder / "source/faq.txt").write_bytes(written)
    (folder / "source/catalog.yml").write_bytes(text.encode())
    (folder / "source" / contradictions.NAME).write_text(contradictions.EMPTY, encoding="utf-8")
    (folder / PROFILE_FILE).write_text(_profile(text), encoding="utf-8")
    return len(catalog_file.load(text).records)


def _profile(catalog: str) -> str:
    """Return the profile template with the first answer of each topic as most asked."""
    topics = ", ".join(first_of_topics(catalog))
    return TEMPLATE.read_text(encoding="utf-8").replace("most_asked: []", f"most_asked: [{topics}]")


def first_of_topics(catalog: str) -> list[str]:
    """Return the id of the first answer of each topic in a fresh catalog."""
    first: dict[str, str] = {}
    for record in catalog_file.load(catalog).records:
        first.setdefault(record.id.partition("_")[0], record.id)
    return [*first.values()][:MOST_ASKED]


def fresh_catalog(faq: bytes) -> tuple[str, list[str]]:
    """Return a catalog of the FAQ, and a sentence for each answer in it. Raises SourceError."""
    lines = classify(decode(faq))
    entries, _ = collect(lines)
    if not entries:
        raise SourceError("没有找到带编号的问题，不像是 FAQ 文本")
    text = f"{HEAD}{_topics(lines)}staff_notes: []\nanswers: []\n"
    reading = read(faq, text)
    for finding in reading.verdict.open:
        if finding.kind == "stray-heading":
            raise SourceError(f"{finding.message}；标题要写作“# 标题”", finding.line)
    return assign(text, reading.catalog, reading.answers)


def _topics(lines: Sequence[Line]) -> str:
    """Return `sections` and `topics` of a catalog: a topic per heading, and one for questions without."""
    headings = list(dict.fromkeys(line.text for line in lines if line.kind is Kind.SECTION and line.text))
    topics: dict[str, str] = {}
    for heading in headings:
        topics[topic_id(heading, topics)] = heading
    sections = "".join(f"  {quoted(heading)}: {topic}\n" for topic, heading in topics.items())
    other = {} if headings else dict([ONE_TOPIC])
    names = "".join(f"  {topic}: {quoted(name)}\n" for topic, name in {**topics, **other}.items())
    return (f"sections:\n{sections}" if sections else "sections: {}\n") + f"topics:\n{names}"
