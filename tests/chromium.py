"""The browser of the tests: Debian's headless shell, which needs half of the whole browser's processor time."""

import shutil

# Most of them keep the browser from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str | None:
    """Return where it is, or the whole browser; None for the one that Playwright has installed."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")
