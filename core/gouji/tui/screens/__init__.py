"""What fills the terminal: the main screen, the report as it is, the rules."""
