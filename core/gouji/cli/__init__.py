"""The command line: a thin layer over the engine, a module for each command."""
