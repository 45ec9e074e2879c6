"""Whole documents in the manner of real sites and offices, each with one oddity, read and compared cell by cell."""
