"""Faults: something is cut while people talk; then what they were shown and what is kept are laid side by side."""
