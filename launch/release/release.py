"""Replaces the instances of a cluster by new ones with another model, without a gap."""

import fcntl
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from launch.cluster.cluster import Cluster
from launch.cluster.models import keep, remember
from launch.cluster.process import children
from launch.cluster.program import NotStarted
from launch.cluster.running import add_instances, is_running, switch
from launch.cluster.state import read
from launch.environment import LOOPBACK
from launch.model_file import objection
from launch.release.canary import Talk, try_out

LOCK = ".release.lock"
SECONDS_TO_RELOAD = 20.0
SECONDS_FOR_REQUESTS = 2.0
"""For requests that were on their way to the old instances when nginx changed."""


class ReleaseRefused(Exception):
    """The release was not carried out; says why. What served before serves on."""


def replace(folder: Path, model: Path, talks: Sequence[Talk], *, any_answer: bool = False) -> None:
    """Serve `model` in place of what the cluster in `folder` serves; raises ReleaseRefused.

    `talks`: the conversations each new instance is tried with. `any_answer`: they only have to be answered, not as
    they say.
    """
    with _alone(folder):
        cluster = Cluster(folder)
        before = cluster.state
        new = add_instances(cluster, keep(folder, model))
        try:
            cluster.start(*new)
            _try(cluster, new[1:], talks, any_answer=any_answer)
            _let_in(cluster, new[1:], before.serving)
        except BaseException as error:
            cluster.stop(*new)
            cluster.forget(*new)
            if isinstance(error, NotStarted):
                raise ReleaseRefused(str(error)) from error
            raise
        remember(folder, before.model)
        _retire(cluster, new)


def rollback_model(folder: Path) -> Path:
    """Return the model that served before the present one; raises ReleaseRefused."""
    previous = read(folder).previous
    if not previous or not Path(previous).is_file():
        raise ReleaseRefused("没有可以退回的模型：这个集群还没有发布过别的模型")
    wrong = objection(Path(previous))
    if wrong:
        raise ReleaseRefused(f"原来的模型用不了：{wrong}")
    return Path(previous)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    if not is_running(folder):
        raise ReleaseRefused("没有正在运行的集群，请先在另一个窗口运行 make cluster")
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseRefused("另一次发布正在进行") from None
        yield


def _try(cluster: Cluster, instances: list[str], talks: Sequence[Talk], *, any_answer: bool) -> None:
    parts = cluster.state.parts
    for name in instances:
        wrong = try_out(f"http://{LOOPBACK}:{parts[name].port}", talks, any_answer=any_answer)
        if wrong:
            raise ReleaseRefused(f"新实例 {name} 试答没有通过：{'；'.join(wrong)}")


def _let_in(cluster: Cluster, new: list[str], old: list[str]) -> None:
    """Have nginx send users to the new instances; those who are connected stay where they are."""
    try:
        switch(cluster, new)
        cluster.check_proxy()
        _reload(cluster)
    except BaseException:
        switch(cluster, old)
        with suppress(ReleaseRefused):
            _reload(cluster)
        raise


def _reload(cluster: Cluster) -> None:
    master = cluster.state.parts["nginx"].process
    before = set(children(master.pid))
    master.send(signal.SIGHUP)
    until = time.monotonic() + SECONDS_TO_RELOAD
    # It goes on with the workers there are when it does not like the new files.
    while not set(children(master.pid)) - before:
        if time.monotonic() > until or not master.is_running:
            raise ReleaseRefused(f"nginx 没有换用新的设置，原因见 {cluster.log('nginx')}")
        time.sleep(0.05)


def _retire(cluster: Cluster, new: list[str]) -> None:
    """Stop all other instances, one after the other; each ends the turns it has begun and closes its sockets."""
    time.sleep(SECONDS_FOR_REQUESTS)
    parts = {name: part for name, part in cluster.state.parts.items() if name not in new}
    for kind in ("rasa", "actions"):
        for name in [name for name, part in parts.items() if part.kind == kind]:
            cluster.stop(name)
            cluster.forget(name)
