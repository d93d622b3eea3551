"""Retention, export and deletion of what users wrote; `python -m records`."""
