"""Fills a database with agents and made conversations, to look at the desk and to test it in a browser.

    python -m tools.desk_demo sqlite:////tmp/desk.db

filling  agents and requests, like a desk on a busy morning
"""
