"""Two other institutions are served from a profile and a FAQ alone: nothing of ours shows anywhere."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from converter.__main__ import main as convert
from tests.frozen.project import frozen_project
from tests.running import ROOT, Running, running_assistant
from tests.talking import Talk, talking_to

INSTITUTIONS = ROOT / "benchmarks/understanding/institutions"
OURS = re.compile("专技|学时|继续教育|用人单位|主管部门|地市|山东|济南|单位管理员|平台右侧")

TALKS: dict[str, list[tuple[str, str, str]]] = {
    "library": [
        ("你好", "chat", "市图书馆的小书虫"),
        ("我是老师，怎么续借", "answer", "我的借阅"),
        ("我在济南，外地人能办证吗", "answer", "不限户籍"),
        ("押金能退吗", "answer", "原路退回"),
        ("我是单位管理员", "chat", "请问您想咨询什么问题"),
        ("我是老师", "chat", "请问您想咨询什么问题"),
        ("明天济南会下雪吗", "decline", "抱歉"),
        ("人工几点上班", "chat", "周二至周日"),
        ("你们周末上班吗", "answer", "周一闭馆"),
        ("/menu", "chat", "请选择"),
        ("转人工", "handoff", "人工"),
    ],
    "school": [
        ("你好", "chat", "选课小助"),
        ("密码忘了", "answer", "【找回密码】"),
        ("我是辅导员，学生账号锁了咋解", "answer", "【学生管理】"),
        ("那什么时候能选课", "answer", ""),
        ("怎么打印成绩单；还有怎么退课", "answer", ""),
        ("给我讲个笑话", "decline", "抱歉"),
        ("👍", "chat", "我在的"),
        ("不要转人工", "chat", "好的"),
    ],
}


def content_of(name: str, folder: Path) -> Path:
    """Make the content of an institution as `make new` does, with its profile filled in."""
    content = folder / name
    faq = INSTITUTIONS / name / "faq.txt"
    assert convert(["new", "--content", str(content), "--faq", str(faq)]) == 0
    shutil.copyfile(INSTITUTIONS / name / "profile.yml", content / "profile.yml")
    return content


@pytest.fixture(scope="module", params=["library", "school"])
def institution(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Running]]:
    name = str(request.param)
    folder = tmp_path_factory.mktemp(name)
    more = {"CONTENT": str(content_of(name, folder))}
    with running_assistant(folder, more) as running:
        yield name, running


def shown(messages: list[dict[str, Any]]) -> str:
    return json.dumps(messages, ensure_ascii=False)


async def reached(talk: Talk, text: str, outcome: str, part: str) -> list[dict[str, Any]]:
    messages = await talk.say(text)
    assert messages[0]["metadata"]["outcome"] == outcome, (text, messages)
    assert part in messages[0]["text"], (text, messages)
    return messages


async def test_it_talks_of_its_own_matters_alone(institution: tuple[str, Running]) -> None:
    name, running = institution
    async with talking_to(running.url) as talk:
        for text, outcome, part in TALKS[name]:
            messages = await reached(talk, text, outcome, part)
            assert OURS.search(shown(messages)) is None, (text, messages)


def test_page_menu_and_metrics_are_its_own(institution: tuple[str, Running]) -> None:
    name, running = institution
    for path in ("/", "/web/page.json", "/widget.js", "/demo"):
        with urllib.request.urlopen(f"{running.url}{path}", timeout=30) as answer:
            text = answer.read().decode()
        assert OURS.search(text) is None, (path, OURS.search(text))
    assert {"library": "小书虫", "school": "选课小助"}[name] in text
    with urllib.request.urlopen(f"{running.url}/metrics", timeout=30) as answer:
        labels = re.sub(r"^#.*", "", answer.read().decode(), flags=re.MULTILINE)
    assert OURS.search(labels) is None


def test_its_questions_are_known_to_the_model_and_ours_are_not(institution: tuple[str, Running]) -> None:
    _, running = institution
    with urllib.request.urlopen(f"{running.url}/web/page.json", timeout=30) as answer:
        titles = [one["title"] for one in json.load(answer)["titles"]]
    assert len(titles) == 30
    assert "怎么学时申报" not in titles


async def test_a_changed_sentence_title_and_hour_are_served_without_a_stop(institution: tuple[str, Running]) -> None:
    name, running = institution
    content = next((running.folder).glob(f"{name}/profile.yml")).parent
    catalog, profile = content / "source/catalog.yml", content / "profile.yml"
    edited = profile.read_text(encoding="utf-8").replace("不客气，还有其他问题请随时告诉我。", "您太客气了！")
    profile.write_text(re.sub(r"hours: .*", 'hours: "每天 10:00—12:00"', edited), encoding="utf-8")
    old = re.findall(r"title: (.*)", catalog.read_text(encoding="utf-8"))[0]
    titled = catalog.read_text(encoding="utf-8").replace(f"title: {old}", "title: 换了的标题")
    catalog.write_text(titled, encoding="utf-8")
    command = [sys.executable, "-m", "converter", "--content", str(content)]
    done = subprocess.run(command, cwd=frozen_project(), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    async with talking_to(running.url) as talk:
        await wait_for_it(talk)
        [hours] = await talk.say("人工几点上班")
        assert "每天 10:00—12:00" in hours["text"]
        menu, *_ = await talk.say("/menu")
        [topic] = await talk.press(menu["quick_replies"][0]["title"], menu)
        assert "换了的标题" in [button["title"] for button in topic["quick_replies"]]


async def wait_for_it(talk: Talk) -> None:
    for _ in range(5):
        [thanks] = await talk.say("谢谢")
        if thanks["text"] == "您太客气了！":
            return
        await asyncio.sleep(1)
    raise AssertionError(thanks)
