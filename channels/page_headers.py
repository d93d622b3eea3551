"""The headers that keep the chat page to itself."""

from collections.abc import Sequence

# Only files of this server: a script or style that someone gets into the page does not run.
# ("self" covers the web socket as well.)
_OWN = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    # blob: pictures of the conversation, which the page gets with its pass and shows from memory
    "img-src 'self' blob:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What every page may read: the launcher, also as a module, and what it needs to say why it cannot open its window.
ANYBODY = {"Access-Control-Allow-Origin": "*"}
# Asked for each time and mostly answered with 304: a new release is seen at once.
REVALIDATED = "no-cache"
LASTING = "public, max-age=31536000, immutable"


def page_headers(embed_origins: Sequence[str]) -> dict[str, str]:
    """Return the headers of the page: only this server's pages and those of `embed_origins` may frame it."""
    ancestors = " ".join(("frame-ancestors 'self'", *embed_origins))
    return {**_ALWAYS, "Content-Security-Policy": _policy(ancestors)}


def demo_headers() -> dict[str, str]:
    """Return the headers of the demonstration, which frames the page and is framed by nobody."""
    return {**_ALWAYS, "Content-Security-Policy": _policy("frame-src 'self'", "frame-ancestors 'none'")}


def _policy(*more: str) -> str:
    return "; ".join((*_OWN, *more))
