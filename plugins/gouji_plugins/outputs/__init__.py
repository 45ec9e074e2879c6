"""The built-in output formats, each in a module of its own."""
