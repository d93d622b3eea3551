"""Known vulnerabilities of the packages in the locks: `make audit`.

findings  reads the reports, and which packages docs/design/supply-chain.md has assessed
"""
