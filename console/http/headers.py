"""The security and cache headers of every answer. They forbid foreign scripts and framing."""

from collections.abc import Mapping

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
NOT_KEPT = "no-store"
REVALIDATED = "no-cache"
LASTING = "public, max-age=31536000, immutable"

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The content security policy of answers other than the page."""


def page_policy(nonce: str) -> str:
    """Return the page's policy. `nonce`: for styles that its components create in the browser."""
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"style-src 'self' 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def headers(policy: str = NOTHING, caching: str = NOT_KEPT) -> Mapping[str, str]:
    """Return the headers. `policy`: the content security policy; `caching`: the value of Cache-Control."""
    return {**_ALWAYS, "Content-Security-Policy": policy, "Cache-Control": caching}
