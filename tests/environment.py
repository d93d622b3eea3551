"""Settings as a process with another environment would read them."""

import os
from collections.abc import Mapping
from typing import TypeVar
from unittest import mock

from settings.reading import Settings, read

_S = TypeVar("_S", bound=Settings)


def read_from(kind: type[_S], given: Mapping[str, str]) -> _S:
    """Return the settings of a process whose environment is `given` alone; raises Refused."""
    with mock.patch.dict(os.environ, given, clear=True):
        return read(kind)
