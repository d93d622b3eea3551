"""Lists the project's files that a backup has: what operators edit, and keys. The rest comes with the program."""

from itertools import chain
from pathlib import Path

CONTENT = (
    "config.yml",
    "domain.yml",
    "endpoints.yml",
    "credentials.yml",
    "data/**/*",
    *(f"{folder}/**/*.yml" for folder in ("actions", "channels", "converter", "launch", "persistence", "zh")),
    "deploy/nginx/*.conf",
    "deploy/monitoring/*",
)
SECRETS = ("var/*.key", "deploy/secrets/*", "deploy/tls/*", "deploy/.env")
"""The database is not among them: it is copied as its own program does it. What users sent stands in it."""

IN_THE_ENVIRONMENT = (
    "SESSION_SECRET",
    "WEBCHAT_JWT_KEY",
    "HANDOFF_WEBHOOK_SECRET",
    "WECHAT_TOKEN",
    "WECHAT_APP_SECRET",
    "WECHAT_ENCODING_AES_KEY",
)
"""Secrets that may be set as variables: those are no file, and whoever restores needs them as well."""


def files(root: Path) -> list[str]:
    """Return the paths, relative to the project's folder, of what there is."""
    paths = chain.from_iterable(root.glob(pattern) for pattern in (*CONTENT, *SECRETS))
    files = {path.relative_to(root).as_posix() for path in paths if path.is_file() and not path.is_symlink()}
    return sorted(files)


def belongs(name: str) -> bool:
    """Say whether a path in an archive is one that a backup writes: nothing else is put anywhere."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or path.as_posix() != name:
        return False
    return any(_matches(path, pattern) for pattern in (*CONTENT, *SECRETS))


def is_secret(name: str) -> bool:
    return any(_matches(Path(name), pattern) for pattern in SECRETS)


def _matches(path: Path, pattern: str) -> bool:
    folder, below, last = pattern.partition("/**/")
    if below:
        return path.parts[0] == folder and len(path.parts) > 1 and Path(path.name).match(last)
    return len(path.parts) == len(Path(pattern).parts) and path.match(pattern)
