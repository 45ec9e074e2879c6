"""Web archives (.mht, .mhtml, and .doc files that are one) and mails: the page, or else the text, inside the MIME envelope."""

from __future__ import annotations

import re

from gouji.errors import UnreadableError

_ENVELOPE = re.compile(rb"(?im)^content-type:\s*(?:multipart/|text/html)|^content-transfer-encoding:\s*(?:base64|quoted-printable)")
_PART = re.compile(rb"[\r\n]--")

MOST_WORK, MOST_PARTS = 10_000_000, 10_000
"""Lines of a message for each part that may hold others, and parts: each line is held against the ends of all parts around it."""


def is_archive(head: bytes) -> bool:
    """Whether these first bytes are the head of a MIME message that holds a web page, or text that cannot be read as it stands."""
    return head.lstrip()[:200].lower().startswith(
        (b"mime-version:", b"from:", b"content-type:", b"snapshot-content-location:", b"subject:")
    ) and bool(_ENVELOPE.search(head))


def content(data: bytes) -> tuple[bytes, str | None, bool]:
    """The bytes of the first web page of a message, or else of its first text, the charset its part declares, and whether it is a page.

    Raises UnreadableError when there is neither, and for one of absurdly many parts.
    """
    from email import message_from_bytes

    try:
        lines = data.count(b"\n") + data.count(b"\r")
        if lines * (1 + data.lower().count(b"multipart/")) > MOST_WORK or len(_PART.findall(data)) > MOST_PARTS:
            raise ValueError("too many parts")
        parts = list(message_from_bytes(data.lstrip()).walk())
        for kind in ("text/html", "text/plain"):
            for part in parts:
                if part.get_content_type() == kind and isinstance(words := part.get_payload(decode=True), bytes) and words.strip():
                    charset = part.get_param("charset")
                    return words, charset if isinstance(charset, str) else None, kind == "text/html"
    except (RecursionError, LookupError, ValueError) as error:
        raise UnreadableError("网页归档文件（MHT）或邮件已损坏，请打开后另存为网页（“仅 HTML”）或文本再检查。") from error
    raise UnreadableError("网页归档文件（MHT）或邮件里没有正文，请打开后另存为网页（“仅 HTML”）或文本再检查。")
