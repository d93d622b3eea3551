"""Whether an answer helped: what users say under it, kept with the answer's id."""
