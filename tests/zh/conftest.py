from typing import Any

import pytest
import yaml

from zh.places import PLACES_FILE


@pytest.fixture(scope="session")
def divisions() -> Any:
    """City -> its divisions' names, as in the data file."""
    return yaml.safe_load(PLACES_FILE.read_text(encoding="utf-8"))["cities"]
