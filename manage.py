#!/usr/bin/env python3
"""Django's command line under its usual name; `itc` is the same."""

from itc.config.cli import main

if __name__ == "__main__":
    main()
