"""A whole site on this machine as `docs/production` says: PostgreSQL, nginx, four web processes, two workers.

`make production` (`python -m scripts.production`) starts it on ports of its own, tries it as the world would,
prints what it found, and removes it. It reads the very files an administrator copies; only names, ports and
folders differ.
"""
