"""Lists the packages in use with their licences, from the locks and the packages' own metadata."""

import importlib.metadata
import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.running import ROOT
from tools.licences.spdx import Allowed, licence

# The build of the page and of the console lists there which packages are in their bundles.
BUNDLED = ROOT / "web/dist/packages.json"


class Package(NamedTuple):
    """`licence`: as an SPDX expression, None if it is not allowed; `stated`: in the package's own words."""

    name: str
    version: str
    licence: str | None
    stated: str


def locked(lock: str) -> list[str]:
    """Return the names in a lock of Python packages."""
    return re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)


def python_packages(lock: str, allowed: Allowed) -> Iterator[Package]:
    for name in locked(lock):
        metadata: Any = importlib.metadata.metadata(name)
        expression = metadata.get("License-Expression")
        text = (metadata.get("License") or "").strip().partition("\n")[0]
        lines = metadata.get_all("Classifier") or []
        classifiers = [line.rpartition("::")[2].strip() for line in lines if line.startswith("License ::")]
        spdx = licence(expression, classifiers, text, allowed)
        if spdx is None and name in allowed.exceptions:
            spdx = allowed.exceptions[name][0]
        yield Package(name, metadata["Version"], spdx, expression or ", ".join(classifiers) or text)


def bundled() -> dict[str, list[str]]:
    """Return the names of the packages in browsers, by bundle: the page (web), the agents' screens (console)."""
    bundled: dict[str, list[str]] = json.loads(BUNDLED.read_text(encoding="utf-8"))
    return bundled


def browser_packages(allowed: Allowed) -> Iterator[Package]:
    """Yield the packages in browsers, each once."""
    for name in sorted({name for names in bundled().values() for name in names}):
        metadata = json.loads((ROOT / "web/node_modules" / name / "package.json").read_text(encoding="utf-8"))
        stated = str(metadata.get("license", ""))
        yield Package(name, metadata["version"], licence(stated, [], "", allowed), stated)
