"""Updates catalog.yml for questions that an import rewords or removes, with a remark on each change."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from converter.conversion import Conversion
from converter.folding import fold
from converter.importing.compare import CandidateChange
from converter.output import editing_yaml


def updated_catalog(
    text: str, before: Conversion, now: Collection[str], changes: Sequence[CandidateChange]
) -> tuple[str, list[str]]:
    """Return catalog.yml for an FAQ with the questions `now`, and a remark on each change in it."""
    gone = {question for answer in before.answers for question in answer.questions} - set(now)
    if not gone:
        return text, []
    renamed = {old: new for change in changes for old, new in change.renamed if old in gone}
    yaml = editing_yaml()
    data = yaml.load(text) or {}
    remarks = [*_readings(data, gone, renamed), *_shared(data, renamed), *_acknowledged(data, gone)]
    if not remarks:
        return text, []
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue(), remarks


def _readings(data: Mapping[str, Any], gone: Collection[str], renamed: Mapping[str, str]) -> Iterator[str]:
    rows = data.get("readings") or []
    for at in reversed([at for at, row in enumerate(rows) if row.get("question") in gone]):
        old = str(rows[at]["question"])
        read = "、".join(map(str, rows[at].get("phrasings") or ()))
        instead = f"改成了“{renamed[old]}”" if old in renamed else "没有了"
        del rows[at]
        yield f"“{old}”{instead}：catalog.yml 的 readings 里它的读法（{read}）删去了，新的写法要另外读的，在那里写一条"


def _shared(data: Mapping[str, Any], renamed: Mapping[str, str]) -> Iterator[str]:
    for row in data.get("shared_questions") or []:
        if (old := row.get("question")) in renamed:
            row["question"] = renamed[old]
            yield f"catalog.yml 的 shared_questions 里“{old}”一起改成了“{renamed[old]}”"
    for row in data.get("contexts") or []:
        questions = row.get("questions") or []
        for at, old in enumerate(questions):
            if old in renamed:
                questions[at] = renamed[old]
                yield f"catalog.yml 的 contexts 里“{old}”一起改成了“{renamed[old]}”"


def _acknowledged(data: Mapping[str, Any], gone: Collection[str]) -> Iterator[str]:
    """Drop acknowledged findings about a removed question, which cannot occur any more."""
    folds = {fold(question) for question in gone}
    rows = data.get("acknowledged") or []
    for at in reversed(
        [at for at, row in enumerate(rows) if {fold(str(question)) for question in row.get("between") or ()} & folds]
    ):
        about = "、".join(map(str, rows[at]["between"]))
        kind = rows[at].get("kind")
        del rows[at]
        yield f"catalog.yml 的 acknowledged 里 {kind}（{about}）说的问题没有了，删去了"
