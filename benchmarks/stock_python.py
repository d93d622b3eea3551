"""The interpreter of the stock Rasa projects: an environment of their own, in which TensorFlow is installed."""

import sys

from tests.running import ROOT

STOCK = ROOT / ".venv-stock"


def stock_python() -> str:
    """Return its path; leaves with a sentence where `make bench` or `make bench-load` has not made it."""
    python = STOCK / "bin/python"
    if not python.exists():
        sys.exit(f"没有普通 Rasa 项目的环境 {STOCK.name}：请运行 make {STOCK.name}/.stamp")
    return str(python)
