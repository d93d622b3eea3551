"""Settings of each process: one class each, and the functions that read them once."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pydantic import AnyHttpUrl, SecretStr, validator

from settings.common import SHORTEST_KEY, Common, StoredData
from settings.console import Console, ConsolePlace
from settings.reading import Settings, read, variable
from settings.strength import random_example, strength_needed
from settings.testers import ForTesters
from settings.wechat import WeChatVariables

ACTION_PORT = 5055
ACTION_ENDPOINT = f"http://127.0.0.1:{ACTION_PORT}/webhook"
ADDRESS_LIMIT = "1200 per 1 minute"
_HOST = re.compile(r"\[[0-9a-f:.]{2,45}\]|[0-9a-z_-][0-9a-z_.-]{0,252}", re.ASCII)


class RasaServer(Common, WeChatVariables, ForTesters):
    webchat_jwt_key: SecretStr | None = variable(
        "WEBCHAT_JWT_KEY", None, shortest=SHORTEST_KEY,
        meaning="平台登录用户的令牌（JWT）的密钥；不设时不认令牌",
        form=f"{strength_needed(SHORTEST_KEY)}（HS256），或 PEM 格式的公钥",
        example=random_example(),
    )  # fmt: skip
    webchat_address_limit: str = variable(
        "WEBCHAT_ADDRESS_LIMIT", ADDRESS_LIMIT,
        meaning="网页上一个地址最多发多少条消息；设为空时不限",
        form="次数和时间",
        example=ADDRESS_LIMIT,
    )  # fmt: skip
    allowed_hosts: tuple[str, ...] = variable(
        "ALLOWED_HOSTS", (),
        meaning="用户用哪些主机名（域名或地址）访问；本机（127.0.0.1、localhost）总是可以",
        form="以逗号分隔的主机名，不带 http:// 和端口",
        example="assistant.example.org",
    )  # fmt: skip
    action_endpoint_url: AnyHttpUrl = variable(
        "ACTION_ENDPOINT_URL", ACTION_ENDPOINT,
        meaning="动作服务的地址；make run 自己会设",
        form="http:// 或 https:// 开头的地址",
        example=ACTION_ENDPOINT,
    )  # fmt: skip
    action_timeout: float = variable(
        "ACTION_TIMEOUT", 15.0, gt=0, allow_inf_nan=False,
        meaning="一轮对话最多等动作服务多久",
        form="大于 0 的秒数",
        example="15",
    )  # fmt: skip
    hang_timeout: float | None = variable(
        "HANG_TIMEOUT", None, gt=0, allow_inf_nan=False,
        meaning="事件循环停住这么久，进程就自己结束，好让别处重新启动它",
        form="大于 0 的秒数",
        example="30",
    )  # fmt: skip
    sanic_proxies_count: int | None = variable(
        "SANIC_PROXIES_COUNT", None, ge=0,
        meaning="前面有几层反向代理",
        form="不小于 0 的整数",
        example="1",
    )  # fmt: skip
    sanic_workers: int = variable(
        "SANIC_WORKERS", 1, ge=1,
        meaning="一个实例有几个进程；建议多开实例，而不是多开进程",
        form="大于 0 的整数",
        example="1",
    )  # fmt: skip

    @validator("allowed_hosts", pre=True)
    def _hosts(cls, value: str | Sequence[str]) -> Sequence[str]:
        if not isinstance(value, str):
            return value
        hosts = tuple(host.strip().lower() for host in value.split(",") if host.strip())
        if not hosts or not all(map(_HOST.fullmatch, hosts)):
            raise ValueError
        return hosts

    @validator("webchat_address_limit")
    def _is_limit(cls, value: str) -> str:
        # Half a second that the other processes need not spend.
        from limits import parse

        parse(value)
        return value

    def missing(self) -> list[str]:
        missing = super().missing()
        if not self.production:
            return missing
        missing += [name for name in ("session_secret", "sanic_proxies_count") if getattr(self, name) is None]
        missing += ["allowed_hosts"] if not self.allowed_hosts else []
        # A file serves one machine. Who has a database server has several instances, or soon will.
        return [*missing, *(["redis_url"] if not self.keeps_in_a_file and not self.redis else [])]


class ActionServer(Common):
    sanic_host: str = variable(
        "SANIC_HOST", "127.0.0.1",
        meaning="动作服务在哪个地址上监听",
        form="本机的一个地址",
        example="127.0.0.1",
    )  # fmt: skip

    def missing(self) -> list[str]:
        missing = super().missing()
        # With a key of its own it could not read the users' names that go to the desk.
        blind = self.production and self.handoff_webhook_url is not None and self.session_secret is None
        return [*missing, *(["session_secret"] if blind else [])]


class Launcher(Common, ConsolePlace, ForTesters):
    actions_port: int | None = variable(
        "ACTIONS_PORT", None, gt=0, lt=65536,
        meaning="动作服务的端口；不设时用任意一个空闲的",
        form="1 到 65535 的端口号",
        example="5055",
    )  # fmt: skip


PROCESSES: Mapping[str, type[Settings]] = {
    "Rasa 服务": RasaServer,
    "动作服务": ActionServer,
    "人工接待台": Console,
    "启动命令": Launcher,
    "数据命令": StoredData,
}


@lru_cache(maxsize=1)
def rasa_server() -> RasaServer:
    """Return the settings of this Rasa server, read the first time; raises SettingsRefused.

    Rasa makes the channels and gives them no more than credentials.yml: each asks here.
    """
    return read(RasaServer)


@lru_cache(maxsize=1)
def action_server() -> ActionServer:
    """Return the settings of this action server, read first; raises SettingsRefused. The SDK makes the actions."""
    return read(ActionServer)
