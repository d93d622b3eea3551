"""A monkey in the browser: clicks, types, reloads, goes offline, in two tabs; what became of it is looked at."""
