"""One worker takes all tests of the content that is served: reading it with all phrasings takes seconds."""

import pytest


@pytest.fixture(scope="package", autouse=True)
def _read_once() -> None:
    """By its scope these tests go together (tests/selection.py)."""
