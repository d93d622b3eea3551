"""Checks the example files (data/nlu, data/talk): the form that training needs, and existing intents."""

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from converter.catalog import Catalog
from converter.decode import utf8
from converter.errors import Finding, SourceError
from converter.weights import UNREADABLE
from owner.positions import NotYaml, Way, line_of, parse
from understanding.labels import CONTEXT, FAQ, answer_label, context_label

_KEYS = ("version", "nlu")
_ITEM = ("intent", "examples")
_LIKE_A_DASH = "－—–•·*-"


@dataclass(frozen=True)
class ExampleFile:
    """A file as it was read. `name`: its name in findings."""

    name: str
    text: str
    data: object
    lines: Mapping[Way, int]

    def finding(self, kind: str, message: str, *way: str | int, about: tuple[str, ...] = ()) -> Finding:
        return Finding(line_of(way, self.lines), kind, message, about, path=self.name, fatal=kind == "examples-form")


def read_examples(paths: Iterable[Path], root: Path) -> tuple[list[ExampleFile], list[Finding]]:
    """Return the files, under `root` or elsewhere, and findings for those that cannot be read."""
    files: list[ExampleFile] = []
    findings: list[Finding] = []
    for path in paths:
        name = str(path.relative_to(root) if path.is_relative_to(root) else path)
        try:
            text = utf8(path.read_bytes())
            files.append(ExampleFile(name, text, *parse(text)))
        except (SourceError, NotYaml) as bad:
            findings.append(Finding(bad.line, UNREADABLE, bad.message, path=name, fatal=True))
    return files, findings


def check_examples(files: Iterable[ExampleFile], catalog: Catalog, intents: Collection[str] | None) -> list[Finding]:
    """Check the files. `intents`: all plain intents of the domain; None: they are not known."""
    labels = {answer_label(id_) for id_ in (*(record.id for record in catalog.records), *catalog.renamed)}
    labels |= {context_label(context.id) for context in catalog.contexts}
    return [finding for file in files for finding in _check(file, labels, intents)]


def _check(file: ExampleFile, labels: Collection[str], intents: Collection[str] | None) -> Iterator[Finding]:
    if file.data in (None, {}, [], ""):
        yield file.finding("empty-file", "这个文件是空的，里面的说法都没有了")
        return
    if not isinstance(file.data, dict):
        yield file.finding("examples-form", '应以 version: "3.1" 和 nlu: 开头，照着旁边的文件写')
        return
    for strange in (key for key in file.data if key not in _KEYS):
        yield file.finding("examples-form", f"不认识“{strange}”：这里只能有 version 和 nlu，请检查有没有写错", strange)
    items = file.data.get("nlu")
    if not isinstance(items, list) or not items:
        yield file.finding("examples-form", "nlu: 下面应是几项，每项以“- intent: ”开头", "nlu")
        return
    for number, item in enumerate(items):
        yield from _item(file, number, item, labels, intents)
    if not file.text.endswith("\n"):
        line = file.text.count("\n") + 1
        message = (
            f"最后一行没有换行，文件像是没有写完：“{file.text.splitlines()[-1].strip()[:30]}”；写完了就在行末按一次回车"
        )
        yield Finding(line, "cut-off", message, (file.name,), path=file.name)


def _item(
    file: ExampleFile, number: int, item: object, labels: Collection[str], intents: Collection[str] | None
) -> Iterator[Finding]:
    at = ("nlu", number)
    if not isinstance(item, dict) or not isinstance(item.get("intent"), str):
        yield file.finding("examples-form", "每项应是“- intent: 名字”，下一行是“  examples: |”", *at)
        return
    for strange in (key for key in item if key not in _ITEM):
        yield file.finding("examples-form", f"不认识“{strange}”：每项只有 intent 和 examples", *at, strange)
    label, examples = item["intent"], item.get("examples", "")
    if not isinstance(examples, str):
        yield file.finding("examples-form", f"{label} 的 examples: 后面要有“|”，说法从下一行写起", *at, "examples")
        return
    rows = [row for row in examples.split("\n") if row.strip()]
    yield from _label(file, number, label, len(rows), labels, intents)
    if not rows:
        yield file.finding("examples-empty", f"{label} 下面没有说法", *at, about=(label,))
    first = file.lines.get((*at, "examples"), 1) + 1
    for offset, row in enumerate(examples.split("\n")):
        if row.strip() and not row.startswith("-"):
            text = row.strip().lstrip(_LIKE_A_DASH).strip()
            message = f"“{row.strip()[:40]}”不会学：每条说法要以“- ”开头，和上下对齐，写作“- {text[:30]}”"
            yield Finding(first + offset, "example-without-dash", message, (label, row.strip()), path=file.name)


def _label(
    file: ExampleFile, number: int, label: str, count: int, labels: Collection[str], intents: Collection[str] | None
) -> Iterator[Finding]:
    where = ("nlu", number, "intent")
    retrieval = label.partition("/")[0] in (FAQ, CONTEXT)
    if label in labels or (not retrieval and (intents is None or label in intents)):
        return
    near = difflib.get_close_matches(label, labels if retrieval else intents or (), 1, 0.6)
    hint = f"是不是 {near[0]}？" if near else ""
    if retrieval:
        what = "answers" if label.startswith(FAQ) else "contexts"
        message = (
            f"catalog.yml 的 {what} 里没有 {label}，下面的 {count} 条说法没有答案可给：{hint}已删去的，把这一项也删掉"
        )
        yield file.finding("unknown-id", message, *where, about=(label,))
    else:
        message = f"没有 {label} 这种意图，下面的 {count} 条说法没有回答：{hint}请改成 domain.yml 的 intents 里有的"
        yield file.finding("unknown-intent", message, *where, about=(label,))
