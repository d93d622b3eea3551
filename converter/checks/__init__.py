"""Checks the content before training: a module per subject, with pure functions that yield findings.

findings = [*check_each(answers), *check_repeats(answers)]    all of them together: converter/lint.py
"""
