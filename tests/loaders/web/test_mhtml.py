"""Pages saved in one file. All synthetic."""

from __future__ import annotations

import quopri

import pytest

from loaders import load
from schemas.errors import DamagedError

PAGE = "<html><body><p>某县签约项目52个，同比增长8%。</p></body></html>"
HEAD = b'From: <Saved by Blink>\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="b"\r\n\r\n--b\r\n'


@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_the_page_in_it(codec: str) -> None:
    body = quopri.encodestring(PAGE.encode(codec))
    part = f"Content-Type: text/html; charset={codec}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
    assert load(HEAD + part + body + b"\r\n--b--\r\n", name="a.mht").text == "某县签约项目52个，同比增长8%。"


def test_without_a_page() -> None:
    with pytest.raises(DamagedError):
        load(HEAD + b"Content-Type: image/png\r\n\r\nx\r\n--b--\r\n", name="a.mht")
