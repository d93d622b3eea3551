"""What of a message the classifier sees: who or where somebody is does not decide what is asked."""

from components.placeless import placeless
from zh.introductions import without_introductions


def gist(text: str) -> str:
    """Return the normalized `text` without introductions (我是老师，…) and with every place as one."""
    return placeless(without_introductions(text))
