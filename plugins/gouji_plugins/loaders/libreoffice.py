"""Conversion to .docx by LibreOffice, where it is installed.

The conversion works on a copy in a folder of its own, with a fresh profile that runs no macros and
follows no links, so that neither the input nor the user's settings are touched.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from gouji.document import Document, Source
from gouji.errors import UnreadableError

TIMEOUT = 60
"""Seconds a conversion may take."""

MOST_MEMORY = 2 << 30
"""Bytes of data a conversion may hold; that of a report takes a tenth."""

CONVERTED = "文件先由 LibreOffice 转换为 .docx 再读取，位置以转换后的文档为准。"
SAVE_AS = "请用 Word 或 WPS 打开并另存为 .docx 后再检查。"

_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = {"DisableActiveContent": "true", "MacroSecurityLevel": "3", "BlockUntrustedRefererLinks": "true"}
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        f'<item oor:path="{_SECURITY}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for name, value in _SETTINGS.items()
    )
    + "</oor:items>"
)


def read_converted(source: Source, why: str) -> Document:
    """The document after conversion to .docx; `why` begins the sentence that explains a failure."""
    from gouji_plugins.loaders.docx import NESTED, read_docx

    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(f"{why}，{SAVE_AS}")
    try:
        document = read_docx(_converted(office, source, why))
    except RecursionError as error:
        raise UnreadableError(NESTED) from error
    return document._replace(notes=(*document.notes, CONVERTED))


def _converted(office: str, source: Source, why: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="gouji-") as name:
        folder = Path(name)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        suffix = source.suffix if source.suffix in (".doc", ".wps", ".rtf", ".odt", ".fodt", ".xml") else ".doc"
        copy = folder / f"input{suffix}"
        copy.write_bytes(source.data)
        command = [
            office,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
        ]
        process = subprocess.Popen(
            [*command, "--outdir", str(folder / "out"), str(copy)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            # It keeps settings and drafts beside its profile too.
            env={**os.environ, "HOME": name, "XDG_CACHE_HOME": name, "XDG_CONFIG_HOME": name, "TMPDIR": name},
        )
        _confine(process)
        try:
            process.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError(f"{why}，LibreOffice 转换超过 {TIMEOUT} 秒没有完成；{SAVE_AS}") from error
        finally:
            if process.poll() is None:
                _stop(process)
        result = folder / "out" / "input.docx"
        if not result.exists():
            raise UnreadableError(f"{why}，LibreOffice 也无法转换；{SAVE_AS}")
        return result.read_bytes()


def _confine(process: subprocess.Popen[bytes]) -> None:
    """Has the converter end itself when it asks for too much memory, where the system can see to it."""
    if sys.platform == "linux":
        import resource

        with suppress(OSError):
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ends the converter and the processes it started."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
