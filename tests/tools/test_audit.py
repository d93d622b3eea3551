"""What the two tools report is read, told apart from no report, and compared with what has been looked at."""

import json
import re
from collections.abc import Callable

import pytest

from tests.running import ROOT
from tools.audit import __main__ as audit
from tools.audit.findings import NOT_ASKED, ROW, AuditFinding, AuditUnreachable, not_looked_at, of_npm, of_pip

PIP = {
    "dependencies": [
        {"name": "fine", "version": "1.0", "vulns": []},
        {
            "name": "old",
            "version": "2.0",
            "vulns": [
                {"id": "PYSEC-1", "aliases": ["GHSA-x", "CVE-2026-1"], "fix_versions": ["2.1", "3.0"]},
                {"id": "GHSA-y", "aliases": [], "fix_versions": []},
            ],
        },
    ],
    "fixes": [],
}
NPM = {
    "vulnerabilities": {
        "left": {"range": "<1.2", "via": [{"url": "https://example.org/advisories/GHSA-z", "severity": "high"}]},
        "user": {"range": "*", "via": ["left"]},
    }
}
OLD = [AuditFinding("old", "2.0", "CVE-2026-1", "2.1, 3.0"), AuditFinding("old", "2.0", "GHSA-y", "")]


def test_what_pip_audit_writes() -> None:
    assert of_pip(json.dumps(PIP)) == OLD


SKIPPED = {"name": "skipped", "skip_reason": "not on the index"}


def test_a_package_the_service_does_not_know_is_told() -> None:
    result = of_pip(json.dumps({"dependencies": [*PIP["dependencies"], SKIPPED]}))
    assert result == [*OLD, AuditFinding("skipped", "", NOT_ASKED, "not on the index")]


def test_what_npm_prints() -> None:
    assert of_npm(json.dumps(NPM)) == [AuditFinding("left", "<1.2", "GHSA-z", "high")]


@pytest.mark.parametrize("read", [of_pip, of_npm])
@pytest.mark.parametrize("report", ["", "ERROR: connection refused", "[]", '{"error": {"code": "ENOTFOUND"}}', "null"])
def test_anything_else_is_no_report(read: Callable[[str], object], report: str) -> None:
    with pytest.raises(AuditUnreachable):
        read(report)


def test_a_service_that_knows_no_package_is_none() -> None:
    with pytest.raises(AuditUnreachable):
        of_pip(json.dumps({"dependencies": [SKIPPED]}))


@pytest.mark.parametrize(("row", "new"), [("| Old 2.0 | it |", []), ("| old 2.1 | it |", OLD), ("old 2.0", OLD)])
def test_a_row_with_the_version_has_been_looked_at(row: str, new: list[AuditFinding]) -> None:
    assert not_looked_at(OLD, f"# Page\n\n{row}\n") == new


@pytest.mark.parametrize(
    ("python", "page", "code", "said"),
    [
        ([], [], 0, "共 0 条，其中 0 条待处理"),
        (OLD, [], 1, "old 2.0：GHSA-y（没有修正的版本）待处理"),
        ([], None, 2, "连不上漏洞库（npm audit），所以没有查"),
        (None, None, 2, "连不上漏洞库（pip-audit、npm audit）"),
    ],
)  # fmt: skip
def test_what_an_operator_reads(
    python: list[AuditFinding] | None, page: list[AuditFinding] | None, code: int, said: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def asked(found: list[AuditFinding] | None) -> Callable[[], list[AuditFinding]]:
        def ask() -> list[AuditFinding]:
            if found is None:
                raise AuditUnreachable
            return found

        return ask

    monkeypatch.setattr(audit, "python_findings", asked(python))
    monkeypatch.setattr(audit, "page_findings", asked(page))
    assert audit.main() == code
    captured = capsys.readouterr()
    assert said in captured.out + captured.err


def test_the_page_speaks_of_what_is_locked() -> None:
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))
    rows = {(match["name"], match["version"]) for match in ROW.finditer(audit.PAGE.read_text(encoding="utf-8"))}
    assert rows
    assert rows <= locked
