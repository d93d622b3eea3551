"""Hides warnings of Rasa and its libraries that an operator can do nothing about.

It extends the list `rasa.utils.common.EXPECTED_WARNINGS` (Rasa 3.6.21). Rasa's main puts the filters of this list in
front of all others.
"""

import warnings
from collections.abc import Sequence

# What Rasa says about this project every time and nobody is to act on: category and start of the message.
HARMLESS: Sequence[tuple[type[Warning], str]] = (
    (DeprecationWarning, ""),
    # The intent `faq` stands in domain.yml and, with its answers, in data/; leaving it out of one is warned about too.
    (UserWarning, "The following duplicated intents have been found"),
    # Rasa looks for its own ResponseSelector; ours is components.faq_classifier.
    (UserWarning, "You have defined training data with examples for training a response selector"),
    # Said of every domain with slots, whatever their mappings.
    (UserWarning, "Slot auto-fill has been removed in 3.0"),
)


def silence_libraries() -> None:
    """Hide deprecations for good: importing Sanic would show them again, so it is imported here, before the filter."""
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)


def silence_rasa() -> None:
    """Hide HARMLESS as well."""
    silence_libraries()
    from rasa.utils import common

    missing = [warning for warning in HARMLESS if warning not in common.EXPECTED_WARNINGS]
    common.EXPECTED_WARNINGS.extend(missing)
