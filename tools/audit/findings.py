"""Reads the JSON reports of pip-audit and npm audit, and which packages docs/design/supply-chain.md has assessed."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

ROW = re.compile(r"^\| (?P<name>[\w.@/-]+) (?P<version>\S+) \|", re.MULTILINE)

NOT_ASKED = "没有查到这个包"


class AuditUnreachable(Exception):
    """There is no report: the service was not reached, or gave no answer that can be read."""


class AuditFinding(NamedTuple):
    """`remedy`: versions without it, or what the tool says of them; empty where there are none."""

    package: str
    version: str
    id: str
    remedy: str


def of_pip(report: str) -> list[AuditFinding]:
    """Read what `pip-audit --format json` writes; raises AuditUnreachable."""
    packages = _read(report, "dependencies")
    # A mirror that has packages and no findings lets pip-audit skip them all, without an error.
    if not any("vulns" in package for package in packages):
        raise AuditUnreachable
    return list(_pip(packages))


def of_npm(report: str) -> list[AuditFinding]:
    """Read what `npm audit --json` prints; raises AuditUnreachable."""
    return list(_npm(_read(report, "vulnerabilities")))


def not_looked_at(findings: Sequence[AuditFinding], page: str) -> list[AuditFinding]:
    """Return those whose package has no row with this version in the page's tables."""
    assessed = {(match["name"].lower(), match["version"]) for match in ROW.finditer(page)}
    return [finding for finding in findings if (finding.package.lower(), finding.version) not in assessed]


def _read(report: str, part: str) -> Any:
    try:
        return json.loads(report)[part]
    except (ValueError, KeyError, TypeError):
        raise AuditUnreachable from None


def _pip(dependencies: Any) -> Iterator[AuditFinding]:
    for package in dependencies:
        if "vulns" not in package:
            yield AuditFinding(package["name"], package.get("version", ""), NOT_ASKED, package.get("skip_reason", ""))
        for vulnerability in package.get("vulns", []):
            names = [vulnerability["id"], *vulnerability.get("aliases", [])]
            name = next((name for name in names if name.startswith("CVE-")), names[0])
            yield AuditFinding(
                package["name"], package["version"], name, ", ".join(vulnerability.get("fix_versions", []))
            )


def _npm(vulnerabilities: Any) -> Iterator[AuditFinding]:
    for name, package in vulnerabilities.items():
        for cause in package.get("via", []):
            # A name stands for a package that is listed itself.
            if isinstance(cause, dict):
                address = str(cause.get("url", cause.get("title", "")))
                yield AuditFinding(
                    name, str(package.get("range", "")), address.rpartition("/")[2], str(cause.get("severity"))
                )
