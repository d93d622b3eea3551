"""The desk's process: upgrades the database, then serves until a signal comes. Also makes the admin link."""

import logging
import sys
import time
from collections.abc import Mapping
from typing import Any

import uvicorn

from console.accounts.invitations import Invitations
from console.app import app_of
from console.live.endpoint import RasaEndpoint
from console.live.staff_notices import notice_senders
from console.pages import ConsolePages
from console.services import ConsoleServices, Installation, installation_of, services_of
from observability.log_limit import LimitedWarnings
from persistence.database import Database, upgrade_at_start
from persistence.helpdesk.signing import desk_key
from persistence.helpdesk.staff_forms import staff_forms_of
from settings.console import Console

SECONDS_TO_FINISH = 3

UVICORN: Mapping[str, Any] = {
    # Logging is configured already. No access log, because paths contain invitation tokens.
    "log_config": None,
    "access_log": False,
    "log_level": "warning",
    # The other parser does not say that an address names a host of its own, and lets requests without a host pass.
    "http": "h11",
    # Pages get hints by server-sent events, not by WebSocket.
    "ws": "none",
    "server_header": False,
    "date_header": False,
    # The desk reads the client's address itself (CONSOLE_PROXIES).
    "proxy_headers": False,
    "timeout_graceful_shutdown": SECONDS_TO_FINISH,
    "lifespan": "on",
}


def serve(port: int, settings: Console) -> int:
    """Serve until a signal comes; return the exit code."""
    upgrade_at_start(settings.database)
    installation = installation_of(settings, port)
    database = Database(settings.database)
    forms = staff_forms_of(database, settings.session_key) if settings.offers_form else None
    rasa_endpoint = RasaEndpoint(str(settings.desk_endpoint_url), desk_key(settings.session_key))
    services = services_of(
        installation, database, forms=forms, rasa_endpoint=rasa_endpoint, notices=notice_senders(settings)
    )
    _say_where(installation, services)
    # It warns of each request that is none, and anybody may send those.
    logging.getLogger("uvicorn.error").addFilter(LimitedWarnings())
    uvicorn.run(app_of(services, ConsolePages()), host=settings.console_host, port=port, **UVICORN)
    return 0


def admin_link(database_url: str, url: str, *, first: bool = False) -> str | None:
    """Return a link to register as administrator; earlier such links become invalid. `url`: the desk's.

    `first`: return None if there is an administrator already.
    """
    database = Database(database_url, pooled=False)
    invitations = Invitations(database)
    try:
        if first and invitations.has_administrator():
            return None
        return Installation(url, False, 0).link(invitations.make_first(time.time())[0])
    finally:
        database.close()


def _say_where(installation: Installation, services: ConsoleServices) -> None:
    """Print the desk's address. The first administrator's link is printed only on a terminal, never into a log."""
    print(f"人工接待已启动，请打开 {installation.url}/", flush=True)
    try:
        if services.invitations.has_administrator():
            return
        if not sys.stdout.isatty():
            print("人工接待还没有管理员：运行 make admin-link 得到注册链接", flush=True)
            return
        token, _ = services.invitations.make_first(time.time())
        print(f"还没有管理员，请在 24 小时内打开这个只能用一次的链接注册：\n  {installation.link(token)}", flush=True)
    except Exception as error:  # each database has its own errors
        print(f"数据库没有回应（{type(error).__name__}），之后运行 make admin-link 得到管理员的注册链接", flush=True)
