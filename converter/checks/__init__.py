"""The checks made before anything is trained: one subject per file, each a pure function to findings."""
