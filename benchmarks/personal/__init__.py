"""Measures how well personal data is found and hidden, and searches all output for it: `make bench-personal`.

bench, measure, report              the masker on written and generated messages; docs/benchmarks/personal.md
generated, values, disguises, weak  messages with made-up data
presidio                            what another program sees, in its own environment
kept, talks, dumping                conversations, and all that is stored, shown or sent after them
"""
