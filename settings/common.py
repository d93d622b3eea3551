"""Declares the settings that several processes share."""

import logging
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Literal

from pydantic import AnyHttpUrl, SecretStr, validator

from owner.folder import DEFAULT, ROOT, VARIABLE
from settings.reading import Settings, variable
from settings.strength import random_example, strength_needed

ONE_MACHINE = "sqlite:///var/conversations.db"
SHORTEST_DESK_SECRET = 16
SHORTEST_KEY = 32
DRIVERS = ("postgresql", "postgresql+psycopg2", "sqlite", "sqlite+pysqlite")

Network = IPv4Network | IPv6Network


class StoredData(Settings):
    """The settings for access to the database; some commands need no others."""

    database_url: SecretStr = variable(
        "DATABASE_URL", SecretStr(ONE_MACHINE),
        meaning="对话、工单和评价的数据库地址",
        form="postgresql:// 或 sqlite:/// 开头的地址",
        example="postgresql://xueshi:密码@127.0.0.1:5432/xueshi",
    )  # fmt: skip
    session_secret: SecretStr | None = variable(
        "SESSION_SECRET", None, shortest=SHORTEST_KEY,
        meaning="会话密钥，用户的名字也由它换成对话编号；所有进程要相同；不设时用文件 var/session.key",
        form=strength_needed(SHORTEST_KEY),
        example=random_example(),
    )  # fmt: skip

    @validator("database_url")
    def _is_database(cls, value: SecretStr) -> SecretStr:
        # Imported here: the table of settings can be made without SQLAlchemy.
        from sqlalchemy.engine import make_url
        from sqlalchemy.exc import ArgumentError

        try:
            at = make_url(value.get_secret_value())
        except ArgumentError as error:
            raise ValueError from error
        if at.drivername not in DRIVERS:
            raise ValueError
        return value

    @property
    def database(self) -> str:
        """SQLAlchemy's address."""
        return self.database_url.get_secret_value()

    @property
    def session_key(self) -> str:
        """The key of session ids and names, empty where a file holds it."""
        return self.session_secret.get_secret_value() if self.session_secret else ""


class Common(StoredData):
    """The settings that all serving processes and the launcher share."""

    assistant_mode: Literal["production"] | None = variable(
        "ASSISTANT_MODE", None,
        meaning="生产模式：缺少必需的变量就不启动",
        form="production，或者不设",
        example="production",
    )  # fmt: skip
    content: str = variable(
        VARIABLE, DEFAULT,
        meaning="内容的文件夹：其中有 profile.yml、source/、nlu/（见 docs/design/institutions.md）；"
        "相对路径从项目文件夹算起",
        form="一个有 profile.yml 的文件夹",
        example="data",
    )  # fmt: skip
    redis_url: SecretStr | None = variable(
        "REDIS_URL", None,
        meaning="几个实例共用的 Redis 地址：锁、限流、消息；只有一个实例时不用设",
        form="redis://、rediss:// 或 unix:// 开头的地址",
        example="redis://127.0.0.1:6379/0",
    )  # fmt: skip
    log_format: Literal["text", "json"] = variable(
        "LOG_FORMAT", "text",
        meaning="日志格式：text 给人看，json 每行一个对象",
        form="json 或 text",
        example="json",
    )  # fmt: skip
    log_level: str = variable(
        "LOG_LEVEL", "INFO",
        meaning="从哪一级起写日志；DEBUG 会写出用户的话，只用于开发",
        form="DEBUG、INFO、WARNING、ERROR 或 CRITICAL",
        example="INFO",
    )  # fmt: skip
    metrics_from: tuple[Network, ...] = variable(
        "METRICS_FROM", (),
        meaning="除本机外谁可以读 /metrics",
        form="以逗号分隔的地址或网段",
        example="10.1.0.0/24",
    )  # fmt: skip
    handoff_webhook_url: AnyHttpUrl | None = variable(
        "HANDOFF_WEBHOOK_URL", None,
        meaning="人工坐席系统的地址，工单发到那里",
        form="http:// 或 https:// 开头的地址",
        example="https://desk.example.org/tickets",
    )  # fmt: skip
    handoff_webhook_secret: SecretStr | None = variable(
        "HANDOFF_WEBHOOK_SECRET", None, shortest=SHORTEST_DESK_SECRET,
        meaning="人工坐席系统的密钥，设了 HANDOFF_WEBHOOK_URL 就要有",
        form=strength_needed(SHORTEST_DESK_SECRET),
        example=random_example(),
    )  # fmt: skip

    staff_form: Literal["on", "off"] = variable(
        "STAFF_FORM", "on",
        meaning="人工接待时用户能不能填写给客服的资料（证件号、姓名、单位）；接别的坐席系统时总是没有",
        form="on 或 off",
        example="off",
    )  # fmt: skip

    @validator("content")
    def _is_content(cls, value: str) -> str:
        if not (ROOT / value / "profile.yml").is_file():
            raise ValueError
        return value

    @validator("redis_url")
    def _is_redis(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            from redis.connection import parse_url

            parse_url(value.get_secret_value())
        return value

    @validator("log_level")
    def _is_level(cls, value: str) -> str:
        if not isinstance(logging.getLevelName(value), int):
            raise ValueError
        return value

    @validator("metrics_from", pre=True)
    def _networks(cls, value: str | Sequence[Network]) -> Sequence[Network]:
        if not isinstance(value, str):
            return value
        return tuple(ip_network(text.strip(), strict=False) for text in value.split(",") if text.strip())

    @property
    def production(self) -> bool:
        return self.assistant_mode is not None

    @property
    def redis(self) -> str | None:
        """Redis' address, None where there is one instance alone."""
        return self.redis_url.get_secret_value() if self.redis_url else None

    @property
    def offers_form(self) -> bool:
        """Whether users may fill in the form for the staff: only the built-in desk can show it."""
        return self.staff_form == "on" and self.handoff_webhook_url is None

    @property
    def desk_secret(self) -> str:
        return self.handoff_webhook_secret.get_secret_value() if self.handoff_webhook_secret else ""

    @property
    def keeps_in_a_file(self) -> bool:
        """Whether the database is SQLite's: it serves one machine."""
        return self.database.startswith("sqlite")

    def missing(self) -> list[str]:
        named = ["database_url"] if self.production and "database_url" not in self.__fields_set__ else []
        named += super().missing()
        return [*named, *(["handoff_webhook_secret"] if self.handoff_webhook_url and not self.desk_secret else [])]
