"""What a request is refused with: a status and one sentence in Chinese."""

from collections.abc import Mapping
from typing import Any


class Problem(Exception):
    """`more`: what the answer holds beside its sentence."""

    def __init__(self, status: int, sentence: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, **(more or {})}


NOT_SIGNED_IN = Problem(401, "请先登录。")
NOT_ALLOWED = Problem(403, "您的角色不能做这件事。")
FORGED = Problem(403, "页面已过期，请刷新后再试。")
NO_SUCH_TICKET = Problem(404, "没有这个请求，可能已经到期删除。")
