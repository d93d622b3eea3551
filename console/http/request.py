"""ConsoleRequest: a request of the desk's API with its agent, services and checked input."""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, Extra, ValidationError, validator
from starlette.requests import Request

from console.accounts.agent import Agent
from console.http.problem import NOT_SIGNED_IN, Problem
from console.services import ConsoleServices

LARGEST_BODY = 64 * 1024
LONGEST_ADDRESS = 64


def storable(text: str) -> str:
    """Return the text without lone surrogates and NUL, which databases refuse."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


class JsonForm(BaseModel):
    """Base of JSON bodies; unknown fields are refused."""

    class Config:
        extra = Extra.forbid
        anystr_strip_whitespace = True

    @validator("*", pre=True)
    def _only_storable(cls, value: Any) -> Any:
        return storable(value) if isinstance(value, str) else value


class EmptyForm(JsonForm):
    """The body of a request without input."""


_F = TypeVar("_F", bound=JsonForm)


@dataclass(frozen=True)
class ConsoleRequest:
    """`request`: Starlette's request; `who`: the agent, None if not signed in."""

    request: Request
    services: ConsoleServices
    who: Agent | None

    @property
    def agent(self) -> Agent:
        """The signed-in agent; raises Problem if there is none."""
        if self.who is None:
            raise NOT_SIGNED_IN
        return self.who

    @property
    def address(self) -> str:
        return client_address(self.request, self.services.installation.proxies)

    def path_value(self, name: str) -> str:
        """Return a parameter of the path."""
        return storable(str(self.request.path_params[name]))

    def query(self, name: str, default: str = "") -> str:
        return storable(self.request.query_params.get(name, default)).strip()

    def number(self, name: str) -> int:
        """Return an integer of the query, 0 if it is missing; raise Problem if it is not one."""
        value = self.query(name, "0")
        if not (value.isascii() and value.isdecimal() and len(value) < 16):
            raise Problem(400, f"{name} 要是一个整数。")
        return int(value)

    async def form(self, kind: type[_F]) -> _F:
        """Return the body, parsed as `kind`; raise Problem if it is too large or invalid."""
        body = b""
        async for chunk in self.request.stream():
            body += chunk
            if len(body) > LARGEST_BODY:
                raise Problem(413, "内容太长了。")
        try:
            return kind.parse_raw(body or b"{}")
        except (ValidationError, ValueError, RecursionError) as error:
            names = "、".join(dict.fromkeys(_names(error))) if isinstance(error, ValidationError) else ""
            raise Problem(400, f"这几项没有填好：{names}。" if names else "请求的内容不是 JSON。") from None


def _names(error: ValidationError) -> list[str]:
    return [storable(str(error["loc"][0])) for error in error.errors() if error["loc"][0] != "__root__"]


def client_address(request: Request, proxies: int) -> str:
    """Return the client's address. `proxies`: how many are in front; each adds an entry to X-Forwarded-For."""
    if proxies:
        forwarded = [part.strip() for part in request.headers.get("x-forwarded-for", "").split(",")]
        address = forwarded[-proxies] if len(forwarded) >= proxies else ""
        if address:
            return address[:LONGEST_ADDRESS]
    return (request.client.host if request.client else "")[:LONGEST_ADDRESS]
