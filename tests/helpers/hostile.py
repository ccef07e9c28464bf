"""Hostile texts: markup, scripts and formulas that must have no effect.

Each contains a name that is found, so that mentions and sentences contain the hostile part too.
"""

MARK = "window.hacked"  # a JavaScript property that must not exist once the page is open
DO = f"{MARK}=1"

TEXTS = {
    "tag": f"Валерий Герасимов <script>{DO}</script> прилетел в Баку.",
    "handler": f'Валерий Герасимов <img src=x onerror="{DO}"> прилетел в Баку.',
    "attribute": f'Валерий Герасимов " onmouseover="{DO}" x=\'" прилетел в Баку.',
    "link": f'<a href="javascript:{DO}">Валерий Герасимов</a> прилетел в Баку.',
    "end of script": f"Валерий Герасимов </script><script>{DO}</script> прилетел в Баку.",
    "comment": f"Валерий Герасимов <!--<script> прилетел в Баку. {DO} -->",
    "separators": "Валерий Герасимов\u2028прилетел\u2029в Баку.\x85И улетел из Москвы.",
    "template": "Валерий Герасимов {{ 7*7 }} {% raw %} ${7*7} прилетел в Баку.",
    "style": f"Валерий Герасимов </style><style>*{{display:none}}</style><svg onload={DO}> в Баку.",
    "zero and marks": "Вале\u0301рий Гера\u00adсимов \u202eв Баку\u202c и \ufeffМоскву \U0001f600.",
    "formula": '=HYPERLINK("http://127.0.0.1/";"Валерий Герасимов") прилетел в Баку.',
    "formula plus": "+7 495 1234567 Валерий Герасимов из Баку.",
    "formula at": "@SUM(1+1)*cmd|' /C calc'!A0 Валерий Герасимов в Баку.",
    "formula minus": "-2+3+cmd|' /C calc'!A0 Валерий Герасимов в Баку.",
    "formula after tab": "\t=1+1 Валерий Герасимов в Баку.",
    "formula name": "Компания «=1+1 Ромашка» и ООО «@Газпром» в Баку.",
    f"<img src=x onerror={DO}>": "Имя документа: Валерий Герасимов в Баку.",
    "=1+1": "Имя документа: Валерий Герасимов в Баку.",
}
