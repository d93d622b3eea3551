"""What the texts of one message were found to be about: for whoever wants to know how it was read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from understanding.ranking import Ranked

PROPERTY = "looked_up"
"""Under which a message carries it through the pipeline; it is no part of what the pipeline puts out."""


@dataclass
class LookedUp:
    """Ranks the labels for the texts of one message, each text once, and keeps what came of it.

    `clear_at`, `request_at`: confidences from which on the whole message, or one of its clauses, is clear. `whole`: the
    message as it was looked up, `parts`: its clauses.
    """

    rank: Callable[[str], Sequence[Ranked]]
    clear_at: float
    request_at: float
    whole: str = ""
    parts: Sequence[str] = ()
    found: dict[str, Sequence[Ranked]] = field(default_factory=dict)

    def __call__(self, text: str) -> Sequence[Ranked]:
        """Return the labels of a text, best first."""
        if text not in self.found:
            self.found[text] = self.rank(text)
        return self.found[text]

    @property
    def best(self) -> Mapping[str, Ranked]:
        """The likeliest label of each text that was looked up."""
        return {text: ranked[0] for text, ranked in self.found.items() if ranked}
