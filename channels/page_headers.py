"""Defines the security and cache headers of the chat page."""

from collections.abc import Sequence

# Only files of this server, so that an injected script or style does not run.
# ("self" covers the web socket as well.)
_OWN = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    # blob: pictures of the conversation, which the page loads with its pass and shows from memory
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
# For files that any page may read: the launcher, also as a module, and the data by which it explains a failure.
ANYBODY = {"Access-Control-Allow-Origin": "*"}
# Requested each time and mostly answered with 304, so a new release is seen at once.
REVALIDATED = "no-cache"
LASTING = "public, max-age=31536000, immutable"


def page_headers(embed_origins: Sequence[str]) -> dict[str, str]:
    """Return the headers of the page, which only pages of this server and of `embed_origins` may frame."""
    ancestors = " ".join(("frame-ancestors 'self'", *embed_origins))
    return {**_ALWAYS, "Content-Security-Policy": _policy(ancestors)}


def demo_headers() -> dict[str, str]:
    """Return the headers of the demonstration, which frames the page and may not be framed."""
    return {**_ALWAYS, "Content-Security-Policy": _policy("frame-src 'self'", "frame-ancestors 'none'")}


def _policy(*more: str) -> str:
    return "; ".join((*_OWN, *more))
