"""What `make` runs, as `python -m scripts.NAME`: set up, check, translate, start PostgreSQL for tests."""
