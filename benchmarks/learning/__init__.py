"""Measures what teaching unanswered questions gains, and what it costs other questions: `make bench-learning`.

bench, report  the command; docs/benchmarks/learning.md
traffic        twenty thousand simulated messages in a database
teaching       how far what `make teach` estimates agrees with a training
grouping       how well messages are grouped by meaning
"""
