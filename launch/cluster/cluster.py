"""Cluster: the parts of one cluster, each started, stopped and killed by its name."""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from launch.announce import answers
from launch.cluster import postgresql, proxy, redis, tools
from launch.cluster.process import Process, own_process
from launch.cluster.program import Program, wait_until_answering
from launch.cluster.state import ClusterPart, ClusterState, changing, read
from launch.environment import LOOPBACK, ROOT, action_endpoint, desk_endpoint, protect
from launch.ports import free_port
from launch.serving import ACTIONS_READY, CONSOLE_READY, READY

SECONDS_TO_STOP = 30.0
CONSOLE = "console"


class Cluster:
    """Works on what the state file in `folder` names; several processes may at a time."""

    def __init__(self, folder: Path) -> None:
        """Raises MissingPrograms when one of the programs is not installed."""
        self.folder = folder
        self._tools = tools.find(tools.PACKAGES, os.environ.get("PATH", os.defpath))
        (folder / "logs").mkdir(parents=True, exist_ok=True)
        protect(ROOT / "var")

    @property
    def state(self) -> ClusterState:
        return read(self.folder)

    @property
    def proxy_folder(self) -> Path:
        return self.folder / "nginx"

    def log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.log"

    def prepare(self, port: int, more: Mapping[str, str], console_port: int | None = None) -> None:
        """Choose ports and secrets; `more`: variables for the instances. Secrets and data of before are kept.

        `console_port`: the agents' desk's, None for none.
        """
        with changing(self.folder) as state:
            state.parts = {
                "postgresql": ClusterPart("postgresql", free_port()),
                "redis": ClusterPart("redis", free_port()),
                "nginx": ClusterPart("nginx", port),
            }
            if console_port:
                state.parts[CONSOLE] = ClusterPart(CONSOLE, console_port)
            state.desk_port = free_port()
            state.serving = []
            state.owner = own_process()
            if not state.data or not Path(state.data, "PG_VERSION").exists():
                state.data = str(postgresql.data_folder(self.folder))
                state.password = postgresql.new_password()
            session = state.variables.get("SESSION_SECRET") or secrets.token_hex(32)
            state.variables = {**self._variables(state), "SESSION_SECRET": session, **more}
        postgresql.create(self._tools["initdb"], Path(state.data), state.password, os.environ)
        proxy.write_settings(self.proxy_folder, port, state.desk_port)

    def _variables(self, state: ClusterState) -> dict[str, str]:
        console = state.parts.get(CONSOLE)
        desk = {"CONSOLE_URL": f"http://{LOOPBACK}:{console.port}"} if console else {}
        return {
            **desk,
            "DESK_ENDPOINT_URL": desk_endpoint(state.desk_port),
            "ASSISTANT_MODE": "production",
            "DATABASE_URL": postgresql.database_url(state.parts["postgresql"].port, state.password),
            "REDIS_URL": redis.redis_url(state.parts["redis"].port),
            "SANIC_PROXIES_COUNT": "1",
            "ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS", "").strip() or LOOPBACK,
        }

    def add(self, name: str, part: ClusterPart) -> None:
        with changing(self.folder) as state:
            state.parts[name] = part

    def start(self, *names: str) -> None:
        """Start parts beside each other; return when all answer. Raises NotStarted, with what began stopped again."""
        programs = {name: self.program(name) for name in names}
        try:
            begun = {name: self._begin(name, program) for name, program in programs.items()}
            for name, program in programs.items():
                wait_until_answering(program, begun[name], self.log(name))
        except BaseException:
            self.stop(*names)
            raise

    def _begin(self, name: str, program: Program) -> Process:
        process = program.begin(self.log(name))
        with changing(self.folder) as state:
            state.parts[name] = state.parts[name].run_by(process)
        return process

    def start_again(self, name: str) -> Process | None:
        """Start a part that has ended, without waiting until it answers; nothing when it runs, or is no part any more.

        What it had started itself is ended before: workers of nginx would keep its port.
        """
        with changing(self.folder) as state:
            part = state.parts.get(name)
            if part is None or part.process.is_running:
                return None
            part.process.end_group()
            process = self.program(name).begin(self.log(name))
            state.parts[name] = part.run_by(process)
        return process

    def stop(self, *names: str) -> bool:
        """Stop parts in good order, those of one call at once; says whether none had to be killed."""
        state = self.state
        parts = [(self.program(name), state.parts[name].process) for name in names if name in state.parts]
        for program, process in parts:
            process.send(program.stop)
        ended_well = [process.end(program.stop, SECONDS_TO_STOP) for program, process in parts]
        return all(ended_well)

    def forget(self, *names: str) -> None:
        """Take parts that have been stopped out of the state."""
        with changing(self.folder) as state:
            for name in names:
                state.parts.pop(name, None)

    def stop_all(self) -> None:
        """Stop what runs, those first that need the others; leave nothing behind but data and logs."""
        state = self.state
        for kind in (CONSOLE, "nginx", "rasa", "actions", "redis", "postgresql"):
            self.stop(*[name for name, part in state.parts.items() if part.kind == kind])
        if state.data and postgresql.is_temporary(Path(state.data)):
            postgresql.remove(Path(state.data))
        self.forget(*state.parts)

    def program(self, name: str) -> Program:
        """Return how the part is started; raises KeyError for a name that is not in the state."""
        state = self.state
        part = state.parts[name]
        if part.kind == "postgresql":
            url = postgresql.database_url(part.port, state.password)
            return postgresql.program(self._tools["postgres"], Path(state.data), part.port, url, os.environ)
        if part.kind == "redis":
            return redis.program(self._tools["redis-server"], self.folder / "redis", part.port, os.environ)
        if part.kind == "nginx":
            return proxy.program(self._tools["nginx"], self.proxy_folder, part.port, os.environ)
        return self._ours(name, part, state)

    def _ours(self, name: str, part: ClusterPart, state: ClusterState) -> Program:
        if part.kind == CONSOLE:
            command, page, action_port = [CONSOLE], CONSOLE_READY, 0
        elif part.kind == "actions":
            command, page, action_port = ["actions"], ACTIONS_READY, part.port
        else:
            command, page, action_port = ["instance", "--model", part.model], READY, part.action_port
        environment = {**os.environ, **state.variables, "ACTION_ENDPOINT_URL": action_endpoint(action_port)}
        return Program(
            name,
            part.port,
            (sys.executable, "-m", "launch", *command, "--port", str(part.port)),
            lambda: answers(part.port, page),
            environment,
            ROOT,
        )

    def check_proxy(self) -> None:
        proxy.check(self._tools["nginx"], self.proxy_folder)
