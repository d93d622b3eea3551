"""Lists known vulnerabilities of the packages in the lock files: `make audit`.

findings  reads the reports, and which packages docs/design/supply-chain.md has assessed
"""
