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


def groups(known: Allowed) -> dict[str, list[Package]]:
    """Return all packages by what they are used for."""
    running = locked("requirements.txt")
    developing = [one for one in python_packages("requirements-dev.txt", known) if one.name not in running]
    return {
        "In browsers": list(browser_packages(known)),
        "On the server": list(python_packages("requirements.txt", known)),
        "In tests and development only": developing,
    }


def page() -> str:
    """Return the document; raises NotAllowed."""
    known = allowed()
    found = groups(known)
    refused = [
        f"{one.name}: {one.stated or 'says nothing'}" for group in found.values() for one in group if not one.licence
    ]
    if refused:
        raise NotAllowed("\n".join(refused))
    used = {one.name for group in found.values() for one in group}
    reasons = [f"- {name}: {reason}\n" for name, (_, reason) in known.exceptions.items() if name in used]
    return "\n".join([HEAD, "".join(reasons), *(_group(title, group) for title, group in found.items())])


def _group(title: str, packages: Sequence[Package]) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in _counted(packages))
    rows = "".join(f"| {one.name} {one.version} | {one.licence} |\n" for one in sorted(packages, key=_by_name))
    return f"## {title}\n\n{len(packages)} packages: {counts}.\n\n| package | licence |\n| --- | --- |\n{rows}"


def _counted(packages: Iterable[Package]) -> list[tuple[str | None, int]]:
    return Counter(one.licence for one in packages).most_common()


def _by_name(package: Package) -> str:
    return package.name.lower()
