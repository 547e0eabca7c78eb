"""OpenITC: software that runs a network of Industry Transformation Centres."""
