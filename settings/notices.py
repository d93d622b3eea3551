"""Settings of the notices to the staff about requests made while nobody is at the desk."""

from pydantic import SecretStr, validator

from settings.reading import Settings, variable

SCHEMES = ("smtp://", "smtps://")


class Notices(Settings):
    desk_notice_url: SecretStr | None = variable(
        "DESK_NOTICE_URL", None,
        meaning="有登记的请求等待回复时，往这个群机器人（企业微信、钉钉或飞书）发通知：机器人的 webhook 地址",
        form="http:// 或 https:// 开头的地址",
        example="https://bot.example.org/send?key=…",
    )  # fmt: skip
    desk_notice_mail_to: str | None = variable(
        "DESK_NOTICE_MAIL_TO", None,
        meaning="同样的通知发到这个邮箱，几个用逗号分隔；要同时设 SMTP_URL 和 DESK_NOTICE_MAIL_FROM",
        form="邮箱地址",
        example="desk@example.org",
    )  # fmt: skip
    desk_notice_mail_from: str | None = variable(
        "DESK_NOTICE_MAIL_FROM", None,
        meaning="通知邮件的发件人",
        form="邮箱地址",
        example="assistant@example.org",
    )  # fmt: skip
    smtp_url: SecretStr | None = variable(
        "SMTP_URL", None,
        meaning="发通知邮件的服务器，用户名和密码写在地址里",
        form="smtp:// 或 smtps:// 开头的地址",
        example="smtps://assistant:password@mail.example.org:465",
    )  # fmt: skip

    @validator("desk_notice_url")
    def _is_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("http://", "https://")):
            raise ValueError
        return value

    @validator("desk_notice_mail_to", "desk_notice_mail_from")
    def _is_mail(cls, value: str | None) -> str | None:
        if value and not all("@" in address and address.strip().isprintable() for address in value.split(",")):
            raise ValueError
        return value

    @validator("smtp_url")
    def _is_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(SCHEMES):
            raise ValueError
        return value

    def missing(self) -> list[str]:
        needed = ("desk_notice_mail_from", "smtp_url") if self.desk_notice_mail_to else ()
        return [*super().missing(), *(name for name in needed if getattr(self, name) is None)]
