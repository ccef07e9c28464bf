"""A mention as the network labelled it in, its label by the project's guideline out.

Only what is the same in every context stands here; docs/annotation.md has the whole guideline.
The network learned from corpora that disagree on these words.
"""

from __future__ import annotations

import re

ORGANISATIONS = re.compile(
    r"ЕС|Евросоюз(а|у|ом|е)?|Европейск(ий|ого|ому|им|ом) союз(а|у|ом|е)?|ООН|НАТО|МВФ|ВТО|ОБСЕ|ВОЗ"
    r"|ПАСЕ|ЮНЕСКО|ЮНИСЕФ|МАГАТЭ|ИНТЕРПОЛ|ОПЕК|СНГ|ОДКБ|ЕАЭС|ШОС|МОК|ФИФА|УЕФА|ВАДА|G7|G20",
    re.IGNORECASE,
)
DISEASES = r"COVID(-19)?|SARS(-CoV(-2)?)?|MERS(-CoV)?|ВИЧ|HIV|СПИД|ОРВИ|ОРЗ"
NO_ENTITIES = re.compile(rf"СМИ|Интернет(?:а|у|ом|е)?|{DISEASES}", re.IGNORECASE)


def settled(text: str, label: str) -> str | None:
    """The label that a mention of this text has to have; None if it is no entity at all."""
    if NO_ENTITIES.fullmatch(text):
        return None
    return "ORG" if label == "LOC" and ORGANISATIONS.fullmatch(text) else label
