"""Telemetry that is switched off reads nothing and writes nothing; switched on, Rasa decides."""

from pathlib import Path

import pytest
from rasa import telemetry

from launch.rasa_patches.telemetry_off import start_without_telemetry

RASAS = telemetry.initialize_telemetry


@pytest.fixture(autouse=True)
def _a_home_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rasa.constants.GLOBAL_USER_CONFIG_PATH", str(tmp_path / "rasa.yml"))
    monkeypatch.setattr("rasa.utils.common.GLOBAL_USER_CONFIG_PATH", str(tmp_path / "rasa.yml"), raising=False)
    monkeypatch.setattr(telemetry, "initialize_telemetry", RASAS)


@pytest.mark.parametrize("decided", ["false", "False", "no"])
def test_switched_off_nothing_is_read_or_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, decided: str) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", decided)
    before = telemetry.initialize_telemetry()
    assert (tmp_path / "rasa.yml").exists()
    (tmp_path / "rasa.yml").unlink()
    start_without_telemetry()
    assert telemetry.initialize_telemetry() is before is False
    assert not list(tmp_path.iterdir())


def test_switched_on_rasa_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASA_TELEMETRY_ENABLED", "true")
    monkeypatch.setattr(telemetry, "_is_telemetry_enabled_in_configuration", lambda: True)
    start_without_telemetry()
    assert telemetry.initialize_telemetry() is True
