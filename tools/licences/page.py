"""Builds the text of docs/design/licences.md."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tests.running import ROOT
from tools.licences.packages import Package, browser_packages, locked, python_packages
from tools.licences.spdx import Allowed, allowed

PAGE = ROOT / "docs/design/licences.md"
HEAD = """# Licences of what is used

Written by `make licences` from the metadata of what is installed; a test holds it to the locks. Which licences may be
used, and the exceptions with their reasons, stand in `tools/licences/allowed.yml`. Why each package is there:
`docs/design/dependencies.md`. The texts of those in browsers are served with them: `/web/licences.txt`,
the desk's `/assets/licences.txt`.
"""


class NotAllowed(Exception):
    """Names each package whose licence is not allowed, with its own statement of the licence."""


def groups(allowed: Allowed) -> dict[str, list[Package]]:
    """Return all packages by what they are used for."""
    running = locked("requirements.txt")
    developing = [
        package for package in python_packages("requirements-dev.txt", allowed) if package.name not in running
    ]
    return {
        "In browsers": list(browser_packages(allowed)),
        "On the server": list(python_packages("requirements.txt", allowed)),
        "In tests and development only": developing,
    }


def page() -> str:
    """Return the document; raises NotAllowed."""
    allowed_licences = allowed()
    packages_by_use = groups(allowed_licences)
    refused = [
        f"{package.name}: {package.stated or 'says nothing'}"
        for group in packages_by_use.values()
        for package in group
        if not package.licence
    ]
    if refused:
        raise NotAllowed("\n".join(refused))
    used = {package.name for group in packages_by_use.values() for package in group}
    reasons = [f"- {name}: {reason}\n" for name, (_, reason) in allowed_licences.exceptions.items() if name in used]
    return "\n".join([HEAD, "".join(reasons), *(_group(title, group) for title, group in packages_by_use.items())])


def _group(title: str, packages: Sequence[Package]) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in _counted(packages))
    rows = "".join(
        f"| {package.name} {package.version} | {package.licence} |\n" for package in sorted(packages, key=_by_name)
    )
    return f"## {title}\n\n{len(packages)} packages: {counts}.\n\n| package | licence |\n| --- | --- |\n{rows}"


def _counted(packages: Iterable[Package]) -> list[tuple[str | None, int]]:
    return Counter(package.licence for package in packages).most_common()


def _by_name(package: Package) -> str:
    return package.name.lower()
