"""Settings of the WeChat official account."""

import base64
import binascii
import re
from typing import Literal

from pydantic import AnyHttpUrl, SecretStr, validator
from pydantic.fields import ModelField

from settings.reading import Settings, variable
from settings.strength import random_example, strength_needed

Mode = Literal["plain", "compatible", "safe"]

API_URL = "https://api.weixin.qq.com"
# WeChat gives up after 5 seconds; what is left is for the way there and back.
REPLY_SECONDS = 4.5
KEY_CHARACTERS, KEY_BYTES = 43, 32
# WeChat itself takes three characters. In plain mode whoever knows the token speaks as any of the users.
SHORTEST_TOKEN = 16
FORMS = {
    "wechat_token": re.compile(r"[0-9A-Za-z]{1,32}", re.ASCII),
    "wechat_app_id": re.compile(r"[0-9A-Za-z_-]{4,64}", re.ASCII),
}


def aes_key(encoded: str) -> bytes:
    """Return the 32 bytes that an EncodingAESKey stands for; raises ValueError."""
    if len(encoded) != KEY_CHARACTERS:
        raise ValueError("the length is wrong")
    try:
        key = base64.b64decode(f"{encoded}=", validate=True)
    except binascii.Error as error:
        raise ValueError("it is no base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError("the length is wrong")
    return key


class WeChatVariables(Settings):
    """All of them or none: half an account is refused."""

    wechat_token: SecretStr | None = variable(
        "WECHAT_TOKEN", None, shortest=SHORTEST_TOKEN,
        meaning="公众号的 Token",
        form=f"公众平台上填写的 Token，最多 32 个字母或数字，{strength_needed(SHORTEST_TOKEN)}；"
        "不够的先在公众平台上换一个",
        example=random_example(16),
    )  # fmt: skip
    wechat_app_id: SecretStr | None = variable(
        "WECHAT_APP_ID", None,
        meaning="公众号的 AppID",
        form="公众平台上的 AppID，4 到 64 个字母、数字、下划线或连字符",
        example="wx 开头的一串字母和数字",
    )  # fmt: skip
    wechat_app_secret: SecretStr | None = variable(
        "WECHAT_APP_SECRET", None,
        meaning="公众号的 AppSecret",
        form="公众平台上的 AppSecret",
        example="公众平台上显示的 32 个字符",
    )  # fmt: skip
    wechat_encoding_aes_key: SecretStr | None = variable(
        "WECHAT_ENCODING_AES_KEY", None,
        meaning="公众号的 EncodingAESKey，明文模式不需要",
        form="公众平台上的 EncodingAESKey，43 个字母和数字",
        example="公众平台上随机生成的 43 个字符",
    )  # fmt: skip
    wechat_mode: Mode = variable(
        "WECHAT_MODE", "safe",
        meaning="消息加解密方式，与公众平台上选的一致",
        form="safe（安全）、compatible（兼容）或 plain（明文）",
        example="safe",
    )  # fmt: skip
    wechat_api_url: AnyHttpUrl = variable(
        "WECHAT_API_URL", API_URL,
        meaning="微信接口的地址",
        form="http:// 或 https:// 开头的地址",
        example=API_URL,
    )  # fmt: skip
    wechat_reply_seconds: float = variable(
        "WECHAT_REPLY_SECONDS", REPLY_SECONDS, gt=0, lt=5, allow_inf_nan=False,
        meaning="等这么久还没有答案，就改为稍后用客服消息发送",
        form="大于 0、小于 5 的秒数",
        example="4.5",
    )  # fmt: skip
    wechat_transfer: str = variable(
        "WECHAT_TRANSFER", "off",
        meaning="转人工时交给公众平台的客服：任意客服，或一个客服账号",
        form="on、off 或客服账号",
        example="kf2001@gh_account",
    )  # fmt: skip

    @validator("wechat_token", "wechat_app_id")
    def _looks_right(cls, value: SecretStr | None, field: ModelField) -> SecretStr | None:
        if value and not FORMS[field.name].fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    @validator("wechat_encoding_aes_key")
    def _is_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            aes_key(value.get_secret_value())
        return value

    @validator("wechat_transfer")
    def _is_transfer(cls, value: str) -> str:
        if value not in ("on", "off") and ("@" not in value or not value.isprintable()):
            raise ValueError
        return value

    def missing(self) -> list[str]:
        needed = ["wechat_token", "wechat_app_id", "wechat_app_secret", "wechat_encoding_aes_key"]
        if not any(getattr(self, name) for name in needed):
            return super().missing()
        if self.wechat_mode == "plain":
            needed.remove("wechat_encoding_aes_key")
        return [*super().missing(), *(name for name in needed if not getattr(self, name))]
