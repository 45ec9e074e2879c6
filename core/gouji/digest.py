"""BLAKE2, for names of cache entries and fingerprints of findings.

`hashlib` offers the same and loads OpenSSL at its import, which takes as long as judging a report
does; the standard library's own `random` goes past it in the same way.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b as blake2b
except ImportError:  # a Python built without it
    from hashlib import blake2b as blake2b
