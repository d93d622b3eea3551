"""Faults: something is cut while people talk; afterwards what they were shown and what is kept are laid side by side."""
