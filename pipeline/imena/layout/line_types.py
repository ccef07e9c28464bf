"""Determine the type of a line of a page from the line alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from imena.layout.page_words import anywhere, fold_phrase, phrases, stems

# Characters. Tuned on tests/data/pages and baku.txt.
TITLE_MAX = 140  # titles of news reach 130; flat from 110 to 200
CAPTION_MAX = 300  # paragraphs that end in a credit are longer; flat from 200 to 400
# Characters of a line without letters: a counter, a score, the numbers of pages; chosen by hand
NUMBER_MAX = 30
NOTICE_MAX = 500  # a report that quotes terms of use is longer; flat from 300 to 800
PROSE_MIN_WORDS = 3  # «Да, конечно.» is no evidence; chosen by hand

MONTH = stems("month")
DATE = re.compile(
    rf"\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{4}}-\d\d-\d\d\b"
    rf"|\b\d{{1,2}}\s+(?:{MONTH})\b\.?(?:\s+\d{{4}})?(?:\s*(?:г\b\.?|года\b))?|\b(?:сегодня|вчера)\b",
    re.IGNORECASE,
)
TIME = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b")
COUNTED = stems("counted")
AROUND = re.compile(
    rf"\b(?:{stems('weekday')}|{COUNTED}|{stems('beside date')})\b|№|[\W\d_]", re.IGNORECASE
)
REACTIONS = "\u2600"  # the first of the pictures among the characters that are no letters
ABBREVIATED = re.compile(r"(?:\bг|\bч|\bмин|\bсек|\.\d+)\.$")
COUNT = re.compile(rf"\d\s*(?:{COUNTED})\b|\b(?:{COUNTED})\W{{0,3}}\d", re.IGNORECASE)
PAGES = re.compile(r"^(?:страница\s+)?\d+\s+из\s+\d+$", re.IGNORECASE)
AGE = re.compile(r"^(?:0|6|12|16|18)\s?\+$")
SEPARATOR = re.compile(r"^[\s*_=~•·#◆—–.+-]{2,}$")
ADDRESS = re.compile(
    r"^(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$|^(?:тел\.?:?\s*)?\+?[\d\s()-]{10,18}$"
)
PHONE = re.compile(r"^[^.!?]{0,40}:\s*\+?[\d\s()-]{7,20}$")
POSTAL = re.compile(r"\b\d{6},\s.*\b(?:г|ул|пр|пер|обл|д)\.", re.IGNORECASE)
PUBLISHED = re.compile(r"^(?:опубликован|обновлен|добавлен|размещен)\w*\s", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]")
CREDIT_WORD = r"(?:фото|снимок|снимки|иллюстрация|инфографика|скриншот|стоп-кадр|видео)"
CREDIT_START = re.compile(
    rf"^{CREDIT_WORD}\s*(?::|©|/)|^на\s+(?:фото|снимке)(?:\s*:|\s+[—–-]|\b.*[^.!?…]$)",
    re.IGNORECASE,
)
CREDIT_END = re.compile(
    rf"(?:^|[.!?…)»/|]\s*){CREDIT_WORD}(?:\s*[:©/]\s*\S.{{0,60}}|"
    rf"\s+(?:автора|из|предоставлен\w*|пресс-служб\w*|редакции)\b.{{0,60}})?$",
    re.IGNORECASE,
)
STAMP_PARTS = re.compile(r"\s[/|•·]\s")  # «21 марта, 12:44 / Компании»
PARTS = re.compile(r"\s*[|·•»/]\s*|\t+|\s{2,}")
GAP = re.compile(r"\S\s{2,}(?=\S)")
BULLET = re.compile(r"^(?:[-–—•*·]|\d{1,2}\))\s*\S")
INNER_END = re.compile(r"[.!?…][»\"”)]*\s+[«\"“(]?[А-ЯЁA-Z]")
CLOSERS = '»"”’)] '


def is_date(text: str) -> bool:
    """Whether a line has a date."""
    return DATE.search(text[:TITLE_MAX]) is not None


def is_counter(text: str) -> bool:
    """Whether a line is a time and a count of readers: «00:14 14637», «Просмотров: 120»."""
    bare, n_times = TIME.subn(" ", DATE.sub(" ", text))
    return COUNT.search(text) is not None or bool(n_times and re.search(r"\d{2,}", bare))


def _separator(text: str) -> str | None:
    return "separator" if SEPARATOR.match(text) else None


def _stamp(text: str) -> str | None:
    """Match dates, times and counters, and nothing else."""
    if len(text) > TITLE_MAX or not any(map(str.isdigit, text)):
        return None
    if not LETTER.search(text) and any(letter > REACTIONS for letter in text):
        return "control"  # 👍 214 👎 3
    if (
        not LETTER.search(text)
        and "\t" not in text
        and not (DATE.search(text) or TIME.search(text))
    ):
        return "number" if len(text) <= NUMBER_MAX else None
    if not (DATE.search(text) or TIME.search(text) or COUNT.search(text)):
        return "control" if PAGES.match(text) or AGE.match(text) else None
    sentence = text.endswith((".", "!", "?")) and not ABBREVIATED.search(text)
    if sentence:
        return None
    published = PUBLISHED.match(text) and DATE.search(text) and text.count(" ") <= 6
    parts = [
        part for part in STAMP_PARTS.split(text) if part.count(" ") > 1 or has_date_or_time(part)
    ]
    return (
        "stamp"
        if published or not any(AROUND.sub("", DATE.sub("", part)) for part in parts)
        else None
    )


def has_date_or_time(text: str) -> bool:
    """Whether a line has a date or a time."""
    return DATE.search(text) is not None or TIME.search(text) is not None


def _signed(text: str) -> str | None:
    """Match a name of up to three words and a whole date: «Аноним, 20 января 2021 01:05»."""
    if len(text) > 80:
        return None
    date = DATE.search(text)
    if date is None:
        return None
    name, rest = text[: date.start()], AROUND.sub(" ", text[date.end() :])
    whole = re.search(r"\d{4}|\d\d\.\d\d\.\d\d", date[0]) is not None
    signed = name.rstrip().endswith((",", "|", "[")) and 1 <= len(name.split()) <= 3
    return "stamp" if whole and signed and not rest.strip() else None


def _caption(text: str) -> str | None:
    if len(text) > CAPTION_MAX:
        return None
    if text.startswith(("©", "(c)", "(с)")):
        folded = fold_phrase(text)
        rights = re.search(r"\b\d{4}\b|\bправа\b", folded) or anywhere("notice").search(folded)
        return "notice" if rights else "caption"
    if CREDIT_START.search(text):
        return "caption"
    parts = text.split(" / ")
    short = all(part.count(" ") <= 2 and part[:1].isupper() for part in parts[1:])
    if len(parts) == 3 and parts[0].count(" ") > 2 and short and text[-1] not in ".!?":
        return "caption"  # «… / Игорь Светлов / Деловой Приозёрск»
    credit = CREDIT_END.search(text) if " " in text else None
    sentence = credit and not credit.start() and text[-1] in ".!?" and text.count(" ") > 4
    return "caption" if credit and not sentence else None


def _words_of_pages(text: str) -> str | None:
    """Match the controls, sections, labels, fields and notices of data/page_words.tsv."""
    if len(text) > NOTICE_MAX:
        return None
    if ADDRESS.match(text) or (len(text) <= 2 * TITLE_MAX // 3 and _is_address(text)):
        return "control"
    folded = fold_phrase(text)
    bare = folded.strip("0123456789 ")
    for kind in ("control", "label", "contacts", "section"):
        if bare in phrases(kind) and (text[-1] not in ".!?," or text.endswith("..")):
            return kind
    head, colon, rest = text[:60].partition(":")
    if colon and len(head) < 40:
        head = fold_phrase(head)
        for kind in ("field", "mail", "contacts"):
            if head in phrases(kind):
                return kind
        if head in phrases("label") and len(text) <= TITLE_MAX + 20:
            return "labelled" if rest.strip() else "label"
    if folded.count(" ") < 4 and text[-1] not in ".!?" and anywhere("byline").match(folded):
        return "field"
    if anywhere("notice").search(folded):
        return "notice"
    return "navigation" if _is_navigation(text) else None


def _is_address(text: str) -> bool:
    """Whether a line is a phone number or an address: «190000, г. Приозёрск, ул. Почтовая, 4»."""
    return PHONE.match(text) is not None or POSTAL.search(text) is not None


def _is_navigation(text: str) -> bool:
    """Whether a line names several pages: «Ответить | Цитировать», «Форум » Город » Вокзал»."""
    if len(text) > TITLE_MAX or text[-1] in ".,!?;…":
        return False
    parts = [part for part in PARTS.split(text) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) > 4 for part in parts):
        return False
    names = phrases("control") | phrases("section")
    known = sum(fold_phrase(part).strip("0123456789 ") in names for part in parts)
    crumbs = len(re.findall(r"\s[»>›→]\s", text)) >= 2
    return known * 2 >= len(parts) or crumbs


def _item(text: str) -> str | None:
    return "item" if BULLET.match(text[:20]) else None


def _row(text: str) -> str | None:
    """Match a row of a table."""
    cells = max(text.count("\t"), text.count(" | "), len(GAP.findall(text)) - 1)
    return "row" if cells >= 2 else None


def _prose(text: str) -> str | None:
    """Match a paragraph: a long line, or a sentence with its full stop."""
    if len(text) > 2 * TITLE_MAX:
        return "prose"
    words = text.count(" ") + 1
    end = text.rstrip(CLOSERS)[-1:]
    inner = INNER_END.search(text) is not None
    if end == "." or (end in ("!", "?", "…") and inner) or end in (":", ";"):
        return "prose" if words >= PROSE_MIN_WORDS else "other"
    return "prose" if len(text) > TITLE_MAX else None


def _title(text: str) -> str | None:
    first = text.lstrip('«"“„(')[:1]
    capital = first.isupper() or first.isdigit()
    return "title" if capital and "\t" not in text and text[-1] not in ",-–—" else None


LINE_TYPES: tuple[Callable[[str], str | None], ...] = (
    _separator,
    _stamp,
    _signed,
    _caption,
    _words_of_pages,
    _item,
    _row,
    _prose,
    _title,
)


def line_type(text: str) -> str:
    """Return the type of a line: that of the first rule that matches, else ``other``.

    Args:
        text: a line without whitespace around it.
    """
    if len(text) > NOTICE_MAX:
        return "prose"
    return next((name for rule in LINE_TYPES if (name := rule(text)) is not None), "other")
