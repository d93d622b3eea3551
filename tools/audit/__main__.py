"""`make audit`: asks the vulnerability services about everything in the locks.

Ends with 0 when docs/design/supply-chain.md has assessed everything that is known, with 1 when it has not, with 2 when
no service could be reached.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.running import ROOT
from tools.audit.findings import AuditFinding, AuditUnreachable, not_looked_at, of_npm, of_pip

PIP_AUDIT = ROOT / ".venv-audit/bin/python"
LOCKS = ("requirements.txt", "requirements-dev.txt")
PAGE = ROOT / "docs/design/supply-chain.md"
SECONDS = 600
UNREACHABLE = (
    "连不上漏洞库（{}），所以没有查。请在能访问外网的机器上运行 make audit；"
    "要查的内容都在 requirements.txt、requirements-dev.txt 和 web/package-lock.json 里"
)


def python_findings() -> list[AuditFinding]:
    """Raises AuditUnreachable."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        # With hashes nothing is resolved or installed.
        command = [str(PIP_AUDIT), "-m", "pip_audit", "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
        locks = [word for lock in LOCKS for word in ("--requirement", lock)]
        _run([*command, *locks, "--format", "json", "--output", str(report)], ROOT)
        return of_pip(report.read_text(encoding="utf-8") if report.exists() else "")


def page_findings() -> list[AuditFinding]:
    """Raises AuditUnreachable."""
    return of_npm(_run([str(ROOT / "scripts/with-node"), "npm", "audit", "--json"], ROOT / "web"))


def _run(command: Sequence[str], folder: Path) -> str:
    """Return what it prints; its exit code says no more than its report."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS).stdout
    except (OSError, subprocess.TimeoutExpired):
        raise AuditUnreachable from None


def main() -> int:
    findings: list[AuditFinding] = []
    missing = []
    for name, ask in {"pip-audit": python_findings, "npm audit": page_findings}.items():
        try:
            findings += ask()
        except AuditUnreachable:
            missing.append(name)
    new = not_looked_at(findings, PAGE.read_text(encoding="utf-8"))
    for finding in findings:
        state = "待处理" if finding in new else "已评估，见 docs/design/supply-chain.md"
        print(f"{finding.package} {finding.version}：{finding.id}（{finding.remedy or '没有修正的版本'}）{state}")
    if missing:
        print(UNREACHABLE.format("、".join(missing)), file=sys.stderr)
        return 2
    print(f"共 {len(findings)} 条，其中 {len(new)} 条待处理")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
