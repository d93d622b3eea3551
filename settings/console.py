"""Settings of the agents' desk, which the launcher reads as well."""

from typing import Literal

from pydantic import AnyHttpUrl, validator

from settings.common import Common
from settings.notices import Notices
from settings.reading import Settings, variable

CONSOLE_PORT = 5006
DESK_ENDPOINT = "http://127.0.0.1:5005/webhooks/desk/webhook"


class ConsolePlace(Settings):
    """Whether there is a desk, and at which port."""

    console: Literal["on", "off"] = variable(
        "CONSOLE", "on",
        meaning="要不要内置的人工接待台；off 时不启动它",
        form="on 或 off",
        example="off",
    )  # fmt: skip
    console_port: int = variable(
        "CONSOLE_PORT", CONSOLE_PORT, gt=0, lt=65536,
        meaning="人工接待台的端口",
        form="1 到 65535 的端口号",
        example=str(CONSOLE_PORT),
    )  # fmt: skip


class Console(Common, ConsolePlace, Notices):
    console_host: str = variable(
        "CONSOLE_HOST", "127.0.0.1",
        meaning="人工接待台在哪个地址上监听",
        form="本机的一个地址",
        example="127.0.0.1",
    )  # fmt: skip
    console_url: AnyHttpUrl | None = variable(
        "CONSOLE_URL", None,
        meaning="客服人员在浏览器里打开的地址：邀请链接用它，也只接受这个主机名和本机；不设时是本机的端口",
        form="http:// 或 https:// 开头的地址，不带路径",
        example="https://desk.example.org",
    )  # fmt: skip
    console_proxies: int = variable(
        "CONSOLE_PROXIES", 0, ge=0,
        meaning="人工接待台前面有几层反向代理",
        form="不小于 0 的整数",
        example="1",
    )  # fmt: skip
    desk_endpoint_url: AnyHttpUrl = variable(
        "DESK_ENDPOINT_URL", DESK_ENDPOINT,
        meaning="人工接待台把客服人员的话送到哪里：Rasa 服务，或几个实例前面的代理；make run 自己会设",
        form="http:// 或 https:// 开头的地址",
        example=DESK_ENDPOINT,
    )  # fmt: skip

    @validator("console_url")
    def _has_no_path(cls, value: AnyHttpUrl | None) -> AnyHttpUrl | None:
        if value and (value.path or "/") != "/":
            raise ValueError
        return value

    def missing(self) -> list[str]:
        needed = ["session_secret", "console_url"] if self.production else []
        return [*super().missing(), *(name for name in needed if getattr(self, name) is None)]
