"""Starts the assistant on one machine: trains as needed, runs its processes, stops them. Runs in front of Rasa."""
