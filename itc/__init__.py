"""OpenITC: software that runs a network of Industry Transformation Centres."""

import os

__version__ = "0.1.0"

# Before numpy is read: several web workers share few cores, and matrix threads that fight over them make
# an encoded query ten times slower (125 to 186 ms at the 95th percentile, not 6 to 8, measured on 2 cores).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
