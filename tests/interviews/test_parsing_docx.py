"""Word documents: every word that was not deleted, nothing that would harm the server."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.parsing import Unreadable, parse

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def zipped(parts: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def document(body: str, namespace: str = W) -> str:
    return f'<w:document xmlns:w="{namespace}" xmlns:mc="mc"><w:body>{body}</w:body></w:document>'


def read(body: str) -> str:
    return parse("a.docx", zipped({"word/document.xml": document(body)})).text


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def t(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(t("Ana: "), t("hello ")) + p() + p(t("two")), "Ana: hello \n\ntwo"),
        (f"<w:sdt><w:sdtContent>{p(t('in a control'))}</w:sdtContent></w:sdt>", "in a control"),
        (p("<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>", t("x"), "</w:sdtContent></w:sdt>"), "x"),
        (
            p("<w:ins>", t("put in"), "</w:ins>", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"),
            "put in",
        ),
        (p("<w:moveFrom>", t("old "), "</w:moveFrom><w:moveTo>", t("new"), "</w:moveTo>"), "new"),
        (p("<w:hyperlink>", t("link"), "</w:hyperlink><w:fldSimple>", t(" 7"), "</w:fldSimple>"), "link 7"),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>", t("8")), "8"),
        (p("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>", t("a"), "<w:r><w:tab/></w:r>", t("b")), "a\tb"),
        (p(t("a"), "<w:r><w:br/><w:cr/></w:r>", t("b")), "a\n\nb"),
        (p(t("a"), "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", t("b")), "a\u2011\u00adb"),
        (p(t("a"), '<w:r><w:sym w:font="X" w:char="263A"/><w:sym w:char="x"/></w:r>'), "a\u263a\ufffd"),
        (
            p(t("host"), f"<w:r><w:pict><w:txbxContent>{p(t('box'))}</w:txbxContent></w:pict></w:r>"),
            "host\nbox",
        ),
        (
            p(
                t("a"),
                f"<mc:AlternateContent><mc:Choice>{t('b')}</mc:Choice>"
                f"<mc:Fallback>{t('b')}</mc:Fallback></mc:AlternateContent>",
            ),
            "ab",
        ),
        (
            f"<mc:AlternateContent><mc:Choice>{p(t('b'))}</mc:Choice>"
            f"<mc:Fallback>{p(t('b'))}</mc:Fallback></mc:AlternateContent>",
            "b",
        ),
    ],
)
def test_every_word_is_read_and_none_that_was_deleted(body: str, text: str) -> None:
    assert read(body) == text


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def test_a_table_of_speakers_and_words_is_read_row_by_row() -> None:
    rows = row(p(t("Ana")), p(t("hello")) + p(t("you"))) + row(p(t("Ben")), p(t("yes")))
    rows += f"<w:sdt><w:sdtContent>{row(p(t('Ana')), p(t('so')))}</w:sdtContent></w:sdt>" + row(
        p(t("Ben")), p(t("no"))
    )
    draft = parse("a.docx", zipped({"word/document.xml": document(f"<w:tbl>{rows}</w:tbl>")}))
    assert draft.text == "Ana\thello\nyou\nBen\tyes\nAna\tso\nBen\tno"
    assert [turn.speaker for turn in draft.turns] == ["Ana", "Ben", "Ana", "Ben"]


def test_notes_and_comments_do_not_leak_into_the_text_and_are_told_of() -> None:
    body = p(t("a"), "<w:r><w:footnoteReference/></w:r><w:r><w:commentReference/></w:r>")
    parts = {"word/document.xml": document(body), "word/comments.xml": document(p(t("secret")))}
    draft = parse("a.docx", zipped(parts))
    assert draft.text == "a"
    assert draft.warnings == (
        "The file's footnotes (1) are not part of the text.",
        "The file's comments (1) are not part of the text.",
    )


def test_both_dialects_and_other_places_of_the_body_are_read() -> None:
    relations = (
        '<Relationships><Relationship Type="x/officeDocument" Target="/word/document2.xml"/></Relationships>'
    )
    parts = {"word/document2.xml": document(p(t("a")), STRICT), "_rels/.rels": relations}
    assert parse("a.docx", zipped(parts)).text == "a"


def test_a_word_document_is_known_by_what_it_holds() -> None:
    data = zipped({"word/document.xml": document(p(t("hello")))})
    assert parse("a.txt", data).text == parse("a.doc", data).text == "hello"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + document(p("<w:r><w:t>&b;</w:t></w:r>"))


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"word/document.xml": document(p(t(" ")))}, "holds no text"),
        ({"word/document.xml": "<w:document"}, "is damaged"),
        ({"word/document.xml": ENTITIES}, "document type"),
        ({"word/document.xml": document(p(t("a" * 5_000_000)))}, "too large when unpacked"),
        (
            {"word/document.xml": document(p(t("a"))), **{str(n): "" for n in range(10_001)}},
            "too large when unpacked",
        ),
        ({"content.xml": "<x/>"}, "is not a Word document"),
        ({"xl/workbook.xml": "<x/>", "_rels/.rels": "<Relationships/>"}, "is a spreadsheet: import it"),
        ({"ppt/presentation.xml": "<x/>"}, "is a presentation"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
            "is a spreadsheet: save it as .xlsx",
        ),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "is not a Word document"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(parts: dict[str, str], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        parse("a.docx", zipped(parts))


def test_an_outside_entity_is_not_fetched() -> None:
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + document(
        p("<w:r><w:t>&a;</w:t></w:r>")
    )
    with pytest.raises(Unreadable, match="document type"):
        parse("a.docx", zipped({"word/document.xml": outside}))


def test_a_protected_document_says_so() -> None:
    data = bytearray(zipped({"word/document.xml": document(p(t("a")))}, zipfile.ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of encryption in the central directory
    with pytest.raises(Unreadable, match="protected with a password"):
        parse("a.docx", bytes(data))


GOOD = zipped({"word/document.xml": document(p(t("Ana: hello")) + p(t("Ana: you"))), "_rels/.rels": "<a/>"})


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_document_is_refused_or_read_and_never_crashes(changes: list[tuple[int, int]]) -> None:
    data = bytearray(GOOD)
    for place, value in changes:
        data[place] = value
    try:
        text = parse("a.docx", bytes(data)).text
    except Unreadable as error:
        text = str(error)
    assert text


@given(st.text(min_size=1))
def test_words_come_through_a_document_unchanged(words: str) -> None:
    clean = "".join(sign for sign in words if sign.isprintable() and sign != "\ufeff")
    assert read(p(t("Ana: " + clean))) == "Ana: " + clean
