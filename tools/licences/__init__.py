"""Lists the licences of all dependencies in docs/design/licences.md, and refuses those not allowed: `make licences`.

packages    what is used, from the locks
spdx, page  a package's own statement as an SPDX identifier; the page
"""
