"""Chinese text: folding, pinyin, clauses. Pure functions that every other package may import."""
