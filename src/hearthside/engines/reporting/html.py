"""A paper as one HTML file: no script, nothing fetched, dark where the reader is, printable."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from hearthside.engines.reporting.paper import Chapter, Paper, Table

STYLE: Final = """
:root{color-scheme:light dark;--quiet:#4d5257;--edge:#c3c7cb;--box:#eef4f3}
@media(prefers-color-scheme:dark){:root{--quiet:#b4bac0;--edge:#4d5257;--box:#17302e}}
body{font:1.05rem/1.5 "Atkinson Hyperlegible Next",system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:66rem}
h1{font-size:1.7rem;line-height:1.2;margin:.2em 0}h2{font-size:1.15rem;margin:0 0 .4em}
.lead,footer{color:var(--quiet)}.answer{background:var(--box);border-left:.4rem solid #1f7a74;padding:.8rem 1rem;margin:1rem 0}
.answer h2{font-size:1.4rem}.answer p,section p{margin:.3em 0;max-width:46em}
main{display:grid;gap:1.6rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr))}
section{min-width:0;border-top:1px solid var(--edge);padding-top:.8rem}figure{margin:.6rem 0}
svg{width:100%;max-width:30rem;height:auto}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--edge);vertical-align:top}
footer{margin-top:2rem;font-size:.85rem;overflow-wrap:anywhere}
@media print{body{font-size:10pt;padding:0}section{break-inside:avoid}}
"""


def page(paper: Paper) -> str:
    """Return the whole file."""
    inside = "\n".join(_chapter(one) for one in paper.chapters)
    answer = "".join(f"<p>{escape(one)}</p>" for one in paper.answer_words)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{STYLE}</style></head>\n<body>\n"
        f'<header><p class="lead">{escape(paper.lead)}</p>\n<h1>{escape(paper.title)}</h1></header>\n'
        f'<div class="answer"><h2>{escape(paper.answer)}</h2>{answer}</div>\n'
        f"<main>\n{inside}\n</main>\n<footer>{escape(paper.foot)}</footer>\n</body></html>\n"
    )


def _chapter(one: Chapter) -> str:
    return "".join(_parts(one))


def _parts(one: Chapter) -> Iterator[str]:
    yield f"<section><h2>{escape(one.head)}</h2>"
    for said in one.words:
        yield f"<p>{escape(said)}</p>"
    if one.chart is not None:
        alt = escape(one.chart.alt, quote=True)
        yield f'<figure role="img" aria-label="{alt}">{_hidden(one.chart.svg)}</figure>'
    if one.table is not None:
        yield _table(one.table, one.head)
    yield "</section>"


def _hidden(svg: str) -> str:
    # The figure says what it shows; its letters one by one would say nothing.
    return svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


def _table(table: Table, head: str) -> str:
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in table.heads)
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        f"{''.join(f'<td>{escape(cell)}</td>' for cell in row[1:])}</tr>"
        for row in table.rows
    )
    name = escape(f"Table: {head}", quote=True)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label="{name}"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
