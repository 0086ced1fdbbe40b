"""Saved web pages: the report is read, and not the site around it."""

from pathlib import Path

import pytest

from vectorstore.clean import clean
from vectorstore.read import read_bytes

SEED = next((Path(__file__).parents[2] / "seeds" / "texts").glob("000_*.txt"))


RAW = SEED.read_text(encoding="utf-8")


CLEAN = clean(RAW).text


LINES = CLEAN.split("\n")


NAV = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("首页", "政务公开", "互动交流", "走进"))


def page(body: str, charset: str = "utf-8") -> bytes:
    head = f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>某网</title></head>'
    chrome = f'<div class="nav"><ul>{NAV}</ul></div>'
    foot = '<div class="foot"><p>版权所有 某市人民政府</p></div><script>var a="1";</script>'
    return f"{head}<body>{chrome}{body}{foot}</body></html>".encode(charset)


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_saved_page_gives_the_report_and_not_the_site(charset: str) -> None:
    body = "".join(f"<p>　　{line}</p>" for line in LINES[1:])
    source = page(f"<h1>{LINES[0]}</h1><div>{body}</div>", "utf-8")
    data = (
        source.decode("utf-8")
        .replace("utf-8", charset)
        .encode("gb18030" if "gb" in charset else charset)
    )
    raw = read_bytes(data, "a.html")
    assert raw.format == "html"
    assert clean(raw.text).text == CLEAN
    assert "互动交流" not in raw.text


def test_a_page_laid_out_in_tables_is_read_whole() -> None:
    body = "<br>".join(LINES)
    raw = read_bytes(page(f"<table><tr><td>{body}</td></tr></table>"), "a.htm")
    assert clean(raw.text).text == CLEAN


def test_a_table_inside_a_layout_table_keeps_its_rows_and_the_paragraphs_around_it() -> None:
    figures = (
        "<table><tr><th>指标</th><th>完成</th></tr><tr><td>产值</td><td>5亿元</td></tr></table>"
    )
    before, after = ("".join(f"<p>{line}</p>" for line in part) for part in (LINES[:9], LINES[9:]))
    cell = f"<table><tr><td>{before}{figures}{after}</td></tr></table>"
    raw = read_bytes(page(f"<table><tr><td>{cell}</td></tr></table>"), "a.html")
    kept = clean(raw.text).text.split("\n")
    assert kept == [*LINES[:9], "指标 | 完成", "产值 | 5亿元", *LINES[9:]]


@pytest.mark.parametrize(
    "block",
    [
        '<div style="display: none"><div>{}</div>又一段。</div>',
        "<section hidden><br>{}<div>又一段。</div></section>",
        '<div style="VISIBILITY:hidden"><script>1</script>{}</div>',
        '<div style="font-size: 0; color: #000">{}</div>',
        '<div style="color:#FFF">{}</div>',
    ],
)
def test_what_a_page_hides_is_not_read_beside_what_it_shows(block: str) -> None:
    shown = "".join(f"<p>{line}</p>" for line in LINES)
    hidden = "".join(f"<p>{line.replace('141.5', '999.9')}</p>" for line in LINES)
    for body in (shown + block.format(hidden), block.format(hidden) + shown):
        raw = read_bytes(page(body), "a.html")
        assert clean(raw.text).text == CLEAN
        assert "999.9" in "".join(raw.unseen)
    copied = read_bytes(page(shown + block.format(shown)), "a.html")
    menu = read_bytes(page(shown + block.format("<ul><li>首页</li></ul>")), "a.html")
    assert [each for each in (*copied.unseen, *menu.unseen) if "又一段" not in each] == []


def test_a_page_that_shows_its_text_by_a_script_is_read() -> None:
    body = '<div style="display:none">' + "".join(f"<p>{line}</p>" for line in LINES) + "</div>"
    assert clean(read_bytes(page(body), "a.html").text).text == CLEAN


def test_raised_digits_join_no_number() -> None:
    said = "<p>新建学校2所<sup>1</sup>，绿地30m<sup>2</sup>，“双碳”<sup>[2]</sup>工作，值141<sup>3</sup>。</p>"
    before, after = ("".join(f"<p>{line}</p>" for line in part) for part in (LINES[:9], LINES[9:]))
    raw = read_bytes(page(before + said + after), "a.html")
    assert "新建学校2所，绿地30m²，“双碳”工作，值141³。" in raw.text


def test_preformatted_text_keeps_its_lines() -> None:
    raw = read_bytes(page("<pre>" + "\n".join(LINES) + "</pre>"), "a.html")
    assert clean(raw.text).text == CLEAN


@pytest.mark.parametrize("said", ["iso-8859-1", "windows-1252", "gb2312", "utf-8", "x-nonsense"])
@pytest.mark.parametrize("told", ["utf-8", "gb18030"])
def test_a_page_is_read_by_its_bytes_where_its_charset_lies(said: str, told: str) -> None:
    source = page("".join(f"<p>{line}</p>" for line in LINES)).decode("utf-8")
    data = source.replace('charset="utf-8"', f'charset="{said}"').encode(told)
    assert clean(read_bytes(data, "a.html").text).text == CLEAN


def test_a_table_of_figures_becomes_rows() -> None:
    rows = "<tr><td>指标</td><td><p>完成</p></td></tr><tr><td>地区生产总值</td><td>141.5</td></tr>"
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    raw = read_bytes(
        page(f"<div>{paragraphs}<table>{rows}</table><p>{LINES[-1]}</p></div>"), "a.html"
    )
    assert "\n指标 | 完成\n地区生产总值 | 141.5\n" in raw.text


@pytest.mark.parametrize(
    "before", ["", '<?xml version="1.0" encoding="utf-8"?>\n', "<!-- saved -->"]
)
def test_a_page_is_known_by_its_bytes_too(before: str) -> None:
    source = page("".join(f"<p>{line}</p>" for line in LINES))
    raw = read_bytes(before.encode() + source, "a.txt")
    assert (raw.format, "<p>" in raw.text) == ("html", False)


def test_a_web_archive_is_read() -> None:
    html = page("".join(f"<p>{line}</p>" for line in LINES)).decode("utf-8")
    archive = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
        f"--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{html}\n--x--\n"
    )
    assert "完成141.5亿元" in read_bytes(archive.encode(), "a.mht").text
