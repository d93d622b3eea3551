from collections.abc import Mapping, Sequence

import pytest

from owner.live import profile


@pytest.fixture(scope="session")
def divisions() -> Mapping[str, Sequence[Sequence[str]]]:
    """City -> its divisions' names, as in the profile."""
    places = profile().places
    assert places
    return places.cities
