"""Channels: how messages come in and go out. Pure functions decide; thin classes speak to Rasa."""
