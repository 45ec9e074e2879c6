"""Web archives (.mht, .mhtml, and .doc files that are one): the page inside the MIME envelope."""

from __future__ import annotations

import re

from gouji.errors import UnreadableError

_ENVELOPE = re.compile(rb"(?im)^content-type:\s*(?:multipart/|text/html)")


def is_archive(head: bytes) -> bool:
    """Whether these first bytes are the head of a MIME message that holds a web page."""
    return head.lstrip()[:200].lower().startswith(
        (b"mime-version:", b"from:", b"content-type:", b"snapshot-content-location:", b"subject:")
    ) and bool(_ENVELOPE.search(head))


def page(data: bytes) -> tuple[bytes, str | None]:
    """The bytes of the first web page of an archive, and the charset its part declares.

    Raises UnreadableError when there is none.
    """
    from email import message_from_bytes

    try:
        message = message_from_bytes(data.lstrip())
        for part in message.walk():
            if part.get_content_type() == "text/html" and isinstance(content := part.get_payload(decode=True), bytes) and content.strip():
                charset = part.get_param("charset")
                return content, charset if isinstance(charset, str) else None
    except (RecursionError, LookupError, ValueError) as error:
        raise UnreadableError("网页归档文件（MHT）已损坏，请用浏览器打开后另存为“仅 HTML”再检查。") from error
    raise UnreadableError("网页归档文件（MHT）里没有网页正文，请用浏览器打开后另存为“仅 HTML”再检查。")
