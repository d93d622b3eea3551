"""Random browser testing: clicks, types, reloads and goes offline in two tabs, then checks the conversations.

    python -m benchmarks.monkey.run --minutes 30 --seed 1

run          episodes, one visitor each
doing, tabs  what the monkey does, by chance; the visitor's two tabs
ledger       what was said, and what is wrong with what became of it
"""
