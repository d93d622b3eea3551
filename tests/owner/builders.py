"""Profiles of an institution that does not exist, so that no test depends on what the owner writes."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from owner.profile import AnswerTitle, Profile
from owner.reading import ProfileReading, read
from owner.sentences import needed_sentences

MENU: Sequence[Mapping[str, Any]] = [
    {
        "name": "常见问题",
        "buttons": [{"name": "怎么办证", "says": "怎么办借书证"}, {"name": "续借", "says": "怎么续借"}],
    },
    {"name": "图书馆", "url": "https://library.example/"},
    {"name": "人工", "says": "转人工"},
]


ROLES: Sequence[Mapping[str, Any]] = [
    {"id": "reader", "title": "读者", "called": ["读者"]},
    {"id": "school", "title": "学校管理员", "kind": "keeper", "called": ["学校管理员"]},
]


def profile_text(**more: object) -> str:
    """Return the profile.yml of a library; `more` stands in place of its parts of these names."""
    sentences = {
        name: "".join((f"{name}：", *(f"{{{field}}}" for field in fields)))
        for name, fields in needed_sentences(roles="roles" in more, places=False).items()
    }
    wechat = {
        "menu": MENU,
        "received": {"image": "收到图片", "voice": "没听清", "other": "收到其他消息"},
        "scanned": "扫了码",
        "choose": "请选：",
        "earlier": "之前的：",
        "transfer_by_message": "请发“转人工”",
    }
    whole = {
        "assistant": {"name": "借书证小助手", "platform": "云州图书馆"},
        "sentences": sentences,
        "page": {"color": "", "logo": ""},
        "wechat": wechat,
    }
    return yaml.safe_dump({**whole, **more}, allow_unicode=True, sort_keys=False)


def library(folder: Path | None = None, /, **more: object) -> Profile:
    """Return the profile, read; `folder`: where its files are."""
    reading = read(profile_text(**more), folder) if folder or more else _plain()
    if reading.profile is None:
        raise AssertionError(reading.faults)
    return reading.profile


@lru_cache(maxsize=1)
def _plain() -> ProfileReading:
    """Read the profile that hundreds of tests begin with; it can't be changed."""
    return read(profile_text())


def answer_title(title: str, order: int = 0, top: int = 0) -> AnswerTitle:
    """Return the title of an answer, in the topic at this place of the menu."""
    return AnswerTitle(title, "topic", "分类", order, top, (), {"": (1,)})


def line_of(text: str, words: str) -> int:
    """Return the number, from 1, of the first line that holds the words."""
    return text[: text.index(words)].count("\n") + 1
