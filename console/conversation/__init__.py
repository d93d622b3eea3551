"""One conversation as its agent sees it, and what the agent says."""
