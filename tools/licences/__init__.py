"""Under which licences everything that we use stands: docs/design/licences.md, by `make licences`."""
