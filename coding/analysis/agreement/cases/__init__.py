"""Coefficients of data that a file gives: the program's answer to a published case, by name."""
