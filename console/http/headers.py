"""The headers of every answer: nothing from elsewhere runs in the desk's page, and nobody frames it."""

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
"""The policy of answers that are no page."""


def page_policy(nonce: str) -> str:
    """Return the policy of the page. `nonce`: for the styles that its components make in the browser."""
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        f"style-src 'self' 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def headers(policy: str = NOTHING, kept: str = NOT_KEPT) -> Mapping[str, str]:
    """Return the headers. `kept`: for how long a browser may keep the answer."""
    return {**_ALWAYS, "Content-Security-Policy": policy, "Cache-Control": kept}
