"""Custom actions: one capability per file. Pure functions decide; the Action classes only speak Rasa."""
