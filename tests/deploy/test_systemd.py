"""The unit for systemd: what it starts is there, and it has no more rights than it needs."""

import configparser
import os
import shlex
import shutil
import socket
import subprocess
from pathlib import Path

from tests.running import ROOT

UNIT = configparser.RawConfigParser()
UNIT.optionxform = str  # type: ignore[assignment, method-assign]
UNIT.read(ROOT / "deploy/xueshi.service", encoding="utf-8")
SERVICE = dict(UNIT["Service"])
UNIT_NAMES = {"Description", "After", "StartLimitIntervalSec"}
SERVICE_NAMES = {
    "Type", "User", "WorkingDirectory", "EnvironmentFile", "ExecStart", "Restart", "RestartSec", "KillMode",
    "TimeoutStopSec", "SuccessExitStatus", "UMask", "NoNewPrivileges", "CapabilityBoundingSet", "PrivateTmp",
    "PrivateDevices", "ProtectSystem", "ProtectHome", "ProtectKernelTunables", "ProtectKernelModules",
    "ProtectControlGroups", "RestrictAddressFamilies", "RestrictSUIDSGID", "ReadWritePaths", "TasksMax",
}  # fmt: skip
"""Names of systemd.unit(5), systemd.service(5), systemd.exec(5) and systemd.resource-control(5)."""


def test_what_it_starts_is_the_command_of_make_run() -> None:
    folder = SERVICE["WorkingDirectory"]
    command = [word.replace(folder, str(ROOT)) for word in shlex.split(SERVICE["ExecStart"])]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command[command.index("--port") + 1] = str(taken.getsockname()[1])
        done = subprocess.run(command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, timeout=60)
    # It has read its arguments and settings.
    assert (done.returncode, done.stdout) == (1, "")
    assert "不可用" in done.stderr


def test_systemd_understands_every_line(tmp_path: Path) -> None:
    known = {"Unit": UNIT_NAMES, "Service": SERVICE_NAMES, "Install": {"WantedBy"}}
    assert [name for section, names in known.items() for name in UNIT[section] if name not in names] == []
    assert UNIT.sections() == [*known]
    # Where there is a systemd, it is asked itself; a folder of this machine stands for that of the installation.
    if analyze := shutil.which("systemd-analyze"):
        file = tmp_path / "xueshi.service"
        text = (ROOT / "deploy/xueshi.service").read_text(encoding="utf-8")
        file.write_text(text.replace(SERVICE["WorkingDirectory"], str(ROOT)), encoding="utf-8")
        done = subprocess.run([analyze, "verify", "--man=no", str(file)], capture_output=True, text=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, "")


def test_it_comes_back_whatever_happens() -> None:
    assert SERVICE["Restart"] == "always"
    assert UNIT["Unit"]["StartLimitIntervalSec"] == "0"
    assert "StartLimitBurst" not in UNIT["Unit"]


def test_it_is_stopped_in_good_order() -> None:
    assert SERVICE["KillMode"] == "mixed"
    assert SERVICE["SuccessExitStatus"] == str(128 + 15)


def test_it_writes_in_its_own_folder_only() -> None:
    assert SERVICE["User"] not in ("", "root")
    assert SERVICE["ProtectSystem"] == "strict"
    assert SERVICE["ReadWritePaths"] == SERVICE["WorkingDirectory"]
    assert SERVICE["NoNewPrivileges"] == "true"
    assert SERVICE["CapabilityBoundingSet"] == ""
    assert SERVICE["UMask"] == "0077"
