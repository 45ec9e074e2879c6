"""One module for each file format: bytes in, `Document` out, nothing known of reports."""
