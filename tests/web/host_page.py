"""Somebody else's web site, with one page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

NO_STORAGE = """
  let ofAnotherSite = false;
  try { window.parent.location.href; } catch { ofAnotherSite = true; }
  if (ofAnotherSite) for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(window, name, {get() { throw new DOMException('denied', 'SecurityError'); }});
"""
"""For a page's scripts: frames of another site have no storage, as with a browser that blocks third parties' data."""


class HostSite:
    """`html` may be changed at any time; `headers` go with it. `url`: its origin, with "localhost" in it, so that the
    assistant at 127.0.0.1 is another site to the browser, not only another origin.
    """

    def __init__(self) -> None:
        self.html = ""
        self.headers: dict[str, str] = {}
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        if request.path != "/":
            return web.Response(status=204)
        return web.Response(text=self.html, content_type="text/html", headers=self.headers)


@asynccontextmanager
async def host_site() -> AsyncIterator[HostSite]:
    """Serve a site on a free port of this machine."""
    site = HostSite()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    listening = web.TCPSite(runner, "127.0.0.1", 0)
    await listening.start()
    port = runner.addresses[0][1]
    site.url = f"http://localhost:{port}"
    try:
        yield site
    finally:
        await runner.cleanup()
