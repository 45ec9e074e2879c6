"""What stands above a screen and gives an answer: a filter, a value, a file name."""
