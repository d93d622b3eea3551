"""Measures how well the assistant understands and how fast it is, beside well-known systems (docs/benchmarks/).

understanding  held-out questions, new answers, new FAQs: `make bench`
conversations  simulated users: `make bench-conversations`
learning       what teaching unanswered questions brings: `make bench-learning`
personal       how well personal data is found: `make bench-personal`
load           speed and memory: `make bench-load`
monkey         a browser user who does anything at all
"""
