"""Under which licences everything that we use stands: docs/design/licences.md, by `make licences`.

packages    what is used, from the locks
spdx, page  a package's own statement as an SPDX identifier; the page
"""
