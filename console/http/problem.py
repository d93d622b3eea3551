"""Problem: an error answer with a status and one sentence in Chinese; and the common ones."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from console.http.headers import headers


class Problem(Exception):
    """Raised by handlers. `more`: further fields of the answer's JSON."""

    def __init__(self, status: int, sentence: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.body = {"error": sentence, **(more or {})}


def refused(request: Request, problem: Problem) -> Response:
    """Return the answer: JSON for the page, plain text if the address was opened in a browser."""
    opened = "text/html" in request.headers.get("accept", "")
    if opened:
        return PlainTextResponse(problem.body["error"], problem.status, dict(headers()))
    return JSONResponse(problem.body, problem.status, dict(headers()))


NOT_SIGNED_IN = Problem(401, "请先登录。")
NOT_ALLOWED = Problem(403, "您的角色不能做这件事。")
FORGED = Problem(403, "页面已过期，请刷新后再试。")
NO_SUCH_TICKET = Problem(404, "没有这个请求，可能已经到期删除。")
NO_SUCH_ADDRESS = Problem(404, "没有这个地址。")
NO_SUCH_HOST = Problem(421, "这个域名没有开放。")
NOT_FROM_HERE = Problem(403, "只有本机可以读，也不能经过代理（METRICS_FROM）。")
NO_DATABASE = Problem(503, "数据库暂时没有回应，请稍后再试。")
NO_CONTENT = Problem(503, "问答的内容正在准备，请稍后再试。")
FAILED = Problem(500, "没有成功，请再试一次；还不行请联系运维人员。")
