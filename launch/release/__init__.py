"""A new model goes into service beside the old one, is tried, and takes its place; or does not."""
