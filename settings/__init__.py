"""The environment variables of each process: typed classes, read once when the process starts. Knows no Rasa."""
