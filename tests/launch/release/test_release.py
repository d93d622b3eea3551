"""Another model takes the place of the one that serves: nobody loses a word, and a bad one is not let in."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from launch.cluster.process import Process
from launch.release.canary import CanaryTurn, Talk
from launch.release.release import ReleaseRefused, replace
from tests.cluster import Site, running_cluster
from tests.faults.views import Seen, faults, said_in, stored
from tests.frozen.project import (
    ask_less_of_the_model,
    frozen_model,
    frozen_project,
    keep_few_phrasings,
    keep_vectors,
)
from tests.page_user import PageUser, said_by
from tests.running import ROOT

QUESTIONS = ["证书怎么打印", "忘记密码", "专技个人", "今天天气怎么样", "课程可以倍速播放吗"]
USERS = 6
COMMAND_SECONDS = 300


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def processes(site: Site) -> Mapping[str, Process]:
    return {name: part.process for name, part in site.cluster.state.parts.items()}


async def launch(site: Site, command: str, root: Path | None = None) -> tuple[int, str]:
    """Run `python -m launch <command>` for the cluster; returns its exit code and what it said."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "launch", command, "--folder", str(site.cluster.folder)),
        cwd=root or frozen_project(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await asyncio.wait_for(process.communicate(), COMMAND_SECONDS)
    assert process.returncode is not None
    return process.returncode, output.decode()


async def has_asked_more(user: PageUser, then: int) -> None:
    while len(user.asked) <= then:
        await asyncio.sleep(0.1)


async def test_a_release_under_load_loses_and_doubles_nothing(site: Site) -> None:
    before = processes(site)
    users = [PageUser(site.url, transports=[transport]) for transport in ("websocket", "polling") * (USERS // 2)]
    done = asyncio.Event()
    async with AsyncExitStack() as leaving:
        for user in users:
            leaving.push_async_callback(user.leave)
        talks = [asyncio.ensure_future(user.talk(QUESTIONS, done)) for user in users]
        code, output = await launch(site, "release")
        asked_by_then = [len(user.asked) for user in users]
        # They go on talking to the new ones, as quickly as a busy machine answers.
        await asyncio.wait_for(asyncio.gather(*map(has_asked_more, users, asked_by_then)), 60)
        done.set()
        await asyncio.gather(*talks)
        assert code == 0, output
        for user, then in zip(users, asked_by_then, strict=True):
            assert len(user.asked) > then > len(QUESTIONS)
            assert user.connections > 1
            events = stored(site.database_url, user.sender)
            assert said_in(events) == user.ids
            history = [str(message["id"]) for message in await user.history()]
            assert not faults(Seen(user.ids, [], history), events)
    after = processes(site)
    assert len(after) == len(before)
    assert {name for name in before if name in after} == {"postgresql", "redis", "nginx"}
    assert not any(before[name].is_running for name in set(before) - set(after))
    assert all(process.is_running for process in after.values())


async def answers(site: Site, text: str = "证书怎么打印") -> str:
    user = PageUser(site.url)
    try:
        [answer] = await user.ask(text)
        return str(answer["text"])
    finally:
        await user.leave()


async def test_a_canary_that_is_answered_wrongly_leaves_the_old_ones(site: Site) -> None:
    before = processes(site)
    talks: list[Talk] = [[CanaryTurn("证书怎么打印", "answer", "certificate_print")], [CanaryTurn("你好", "handoff")]]
    with pytest.raises(ReleaseRefused, match="“你好”应为 handoff，实际为 chat"):
        await asyncio.to_thread(replace, site.cluster.folder, frozen_model(), talks)
    assert processes(site) == before
    assert all(process.is_running for process in before.values())
    assert "证书打印" in await answers(site)


async def test_there_is_nothing_to_go_back_to_after_the_same_model(site: Site) -> None:
    code, output = await launch(site, "rollback")
    assert code == 1
    assert "没有可以退回的模型" in output


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project, with few phrasings, in which one answer has changed."""
    root = tmp_path_factory.mktemp("copy") / "project"
    shutil.copytree(
        frozen_project(), root, symlinks=True, ignore=shutil.ignore_patterns("models", "var", "tests", "docs")
    )
    keep_few_phrasings(root / "data")
    ask_less_of_the_model(root / "data")
    keep_vectors(root)
    faq = root / "data/source/faq.txt"
    faq.write_text(faq.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    return root


OLD, NEW = "点击【证书打印】下载证书", "点击【证书打印】，就能下载证书"


async def test_a_model_that_fails_the_gate_is_not_even_started(site: Site, project: Path) -> None:
    before = processes(site)
    gate = project / "data/gate.yml"
    honest = gate.read_text(encoding="utf-8")
    gate.write_text(honest.replace("- 明天济南会下雪吗", "- 证书怎么打印"), encoding="utf-8")
    code, output = await launch(site, "release", project)
    gate.write_text(honest, encoding="utf-8")
    assert code == 1
    assert "“证书怎么打印”→certificate_print" in output
    assert "仍由原来的模型服务" in output
    assert processes(site) == before


async def test_a_new_answer_goes_out_and_one_command_brings_the_old_one_back(site: Site, project: Path) -> None:
    assert OLD in await answers(site)
    user = PageUser(site.url)
    try:
        await user.ask("忘记密码")
        code, output = await launch(site, "release", project)
        assert code == 0, output
        assert NEW in await answers(site)
        # The conversation goes on where it was: the role is what was asked for.
        [answer, *_] = await user.ask("我是老师")
        assert answer["metadata"]["faq_id"] == "password_recover"
        code, output = await launch(site, "rollback")
        assert code == 0, output
        assert OLD in await answers(site)
        history = await user.history()
        assert said_by("user", history) == user.asked
    finally:
        await user.leave()


async def test_without_a_cluster_one_sentence(tmp_path: Path) -> None:
    for command in ("release", "rollback"):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "launch", command, "--folder", str(tmp_path)),
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        _, output = await asyncio.wait_for(process.communicate(), COMMAND_SECONDS)
        assert process.returncode == 1
        assert len(output.decode().splitlines()) == 1
