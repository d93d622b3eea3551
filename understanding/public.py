"""What looks like personal data in the owner's own answers, for example the address that users are to write to."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from zh.personal import personal_in


def public_in(responses: Mapping[str, Any]) -> frozenset[str]:
    """Return it as zh.personal.mask takes it. `responses`: a domain's; of the same ones it is looked for once."""
    return _public(tuple(str(one.get("text") or "") for variations in responses.values() for one in variations))


@lru_cache(maxsize=2)
def _public(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(piece for text in texts for piece in personal_in(text))
