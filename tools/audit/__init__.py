"""Known vulnerabilities of the packages in the locks: `make audit`."""
