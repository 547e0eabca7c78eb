"""Plain Python shared by all: refusals, Thai dates and digits, money, opening hours, distances."""
