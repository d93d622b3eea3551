"""Compares the contents of two versions answer by answer, and finds lost phrasings."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from owner.live import ANSWERS, PROFILE
from understanding.labels import FAQ, answers_among, bare, is_under
from understanding.trained import known_questions

KINDS = {"added": "新增", "removed": "删除", "reworded": "改了答案", "asked": "改了问法", "retitled": "改了标题"}
SHOWN = 8
"""Number of answers named for each kind; the others are only counted."""


class PublishedAnswer(NamedTuple):
    title: str
    text: str
    questions: str


@dataclass(frozen=True)
class ContentChanges:
    """Changed answers by kind: ids → titles. `profile`: whether sentences, hours or the like have changed."""

    added: Mapping[str, str]
    removed: Mapping[str, str]
    reworded: Mapping[str, str]
    rephrased: Mapping[str, str]
    retitled: Mapping[str, str]
    profile: bool

    def as_json(self) -> Mapping[str, Any]:
        kinds = {name: sorted(titles) for name, titles in self._named().items()}
        return {**kinds, "profile": self.profile}

    def lines(self) -> Iterator[str]:
        """Yield the changes in Chinese, one line for each kind."""
        for name, titles in zip(
            ("新增", "删除", "改了答案", "改了问法", "改了标题"), self._named().values(), strict=True
        ):
            if titles:
                yield f"{name} {len(titles)} 个：{_some([*titles.values()])}"
        if self.profile:
            yield "改了助手的设置（句子、时间、电话、角色、地区等）"

    def _named(self) -> Mapping[str, Mapping[str, str]]:
        return {
            "added": self.added,
            "removed": self.removed,
            "reworded": self.reworded,
            "asked": self.rephrased,
            "retitled": self.retitled,
        }


def changes(old: Path, new: Path) -> ContentChanges:
    """Compare two folders of generated content; raises OSError, ValueError."""
    before, now = contents(old), contents(new)
    both = [id_ for id_ in now if id_ in before]

    def otherwise(of: str) -> dict[str, str]:
        return {id_: now[id_].title for id_ in both if getattr(now[id_], of) != getattr(before[id_], of)}

    return ContentChanges(
        {id_: answer.title for id_, answer in now.items() if id_ not in before},
        {id_: answer.title for id_, answer in before.items() if id_ not in now},
        otherwise("text"),
        otherwise("questions"),
        otherwise("title"),
        (old / PROFILE).read_bytes() != (new / PROFILE).read_bytes(),
    )


MANY_LOST, OF_ALL, OF_AN_ANSWER = 20, 0.2, 0.5
"""Number and share (of all phrasings, of an answer's) from which lost phrasings are probably a mistake."""


def lost_phrasings(old: Path, new: Path) -> list[str]:
    """Return a warning if the new model lacks many phrasings of answers that remain. Raises NotAModel."""
    before, now = known_questions(old), known_questions(new)
    remaining = set(now.values())
    had = Counter(bare(label) for label in before.values() if label in remaining)
    gone = Counter(bare(label) for text, label in before.items() if label in remaining and text not in now)
    lost = sum(gone.values())
    of_one = any(count >= max(MANY_LOST, OF_AN_ANSWER * had[id_]) for id_, count in gone.items())
    if not of_one and lost < max(MANY_LOST, OF_ALL * sum(had.values())):
        return []
    most = "、".join(f"{id_} {count}（原有 {had[id_]}）" for id_, count in gone.most_common(SHOWN))
    do = "不是有意删的，从版本库或备份恢复 nlu 文件夹"
    return [f"少了 {lost} 条说法（原有 {sum(had.values())}），最多的：{most}；{do}"]


def contents(generated: Path) -> dict[str, PublishedAnswer]:
    """Return the answers by id; raises OSError, ValueError."""
    rows = json.loads((generated / ANSWERS).read_text(encoding="utf-8"))["answers"]
    answer_texts: dict[str, str] = {}
    questions: dict[str, str] = {}
    for file in sorted(generated.glob("*.yml")):
        part = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        answer_texts.update(
            {id_: json.dumps(texts) for id_, texts in answers_among((part.get("responses") or {}).items()).items()}
        )
        for intent in part.get("nlu") or ():
            if is_under(FAQ, intent["intent"]):
                questions[bare(intent["intent"])] = intent["examples"]
    return {
        id_: PublishedAnswer(row["title"], answer_texts.get(id_, ""), questions.get(id_, ""))
        for id_, row in rows.items()
    }


MOST_TOPICS = 2


def content_name(generated: Path) -> str:
    """Return which content this is, for people: the assistant's name, its first topics, the number of its answers.

    Content that was replaced keeps its folder, and often its profile. Raises OSError, ValueError.
    """
    rows = json.loads((generated / ANSWERS).read_text(encoding="utf-8"))["answers"].values()
    assistant = json.loads((generated / PROFILE).read_text(encoding="utf-8")).get("assistant") or {}
    in_order = sorted(rows, key=lambda row: row.get("topic_order", 0))
    topics = [topic for topic in dict.fromkeys(row.get("topic_title", "") for row in in_order) if topic]
    named = "、".join(topics[:MOST_TOPICS]) + "等" * (len(topics) > MOST_TOPICS)
    return f"{assistant.get('name', '')}（{' '.join(filter(None, (named, str(len(rows)))))} 个答案）"


def _some(titles: Sequence[str]) -> str:
    return "、".join(titles[:SHOWN]) + (" 等" if len(titles) > SHOWN else "")
