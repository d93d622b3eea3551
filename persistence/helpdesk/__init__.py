"""The built-in desk's tables: handovers, presence of agents, and pending notices to users."""
