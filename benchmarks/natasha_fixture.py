"""Write tests/data/natasha.json: what natasha itself returns for ordinary sentences.

This needs natasha with the pymorphy2 that it was made for, which runs on Python 3.11 at most:

    pip install "natasha==1.6.0" "setuptools<81" && python -m benchmarks.natasha_fixture
"""

from __future__ import annotations

import json
from pathlib import Path

from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, Segmenter

TARGET = Path(__file__).parent.parent / "tests/data/natasha.json"

TEXTS = (
    "Президент России Владимир Путин провёл переговоры с канцлером Германии Ангелой Меркель. "
    "Встреча прошла в Москве.",
    "Посол Израиля на Украине Йоэль Лион признался, что пришёл в шок, узнав о решении властей "
    "Львовской области.",
    "Совет директоров «Газпрома» рассмотрит вопрос о строительстве газопровода в среду, "
    "сообщил журналистам Алексей Миллер.",
    "По данным агентства Reuters, 3,5 тыс. человек вышли на улицы Парижа. Полиция задержала 42 "
    "участников акции.",
    "Госдума приняла в третьем чтении закон о бюджете на 2011 год. За него проголосовали 315 "
    "депутатов, против были 57.",
    "Директор института А. В. Торкунов рассказал студентам о реформе ООН. «Мы ждём перемен», — "
    "добавил он.",
    "Сборная Испании обыграла команду Нидерландов со счётом 1:0 и стала чемпионом мира по футболу.",
    "В Нижнем Новгороде открылась выставка художницы Марии Ивановой; на ней показали около "
    "двадцати картин.",
    "Компания «Роснефть» купила долю в ТНК-BP. Сумма сделки не раскрывается, пишет газета "
    "«Коммерсантъ».",
    "Олег Дерипаска и Роман Абрамович не пришли на заседание суда в Лондоне.",
    "Учёные из Новосибирска нашли в Якутии останки мамонта, которым более 30 тысяч лет.",
    "Он родился в 1958 г. в с. Ивановка Самарской обл., окончил МГУ им. М. В. Ломоносова и "
    "работал в Академии наук.",
)


def main() -> None:
    embedding = NewsEmbedding()
    segmenter, vocabulary = Segmenter(), MorphVocab()
    morph, ner = NewsMorphTagger(embedding), NewsNERTagger(embedding)
    documents = []
    for text in TEXTS:
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.tag_ner(ner)
        for token in doc.tokens:
            token.lemmatize(vocabulary)
        documents.append(
            {
                "text": text,
                "sentences": [[sent.start, sent.stop] for sent in doc.sents],
                "tokens": [[t.text, t.pos, t.feats, t.lemma] for t in doc.tokens],
                "spans": [[span.start, span.stop, span.type] for span in doc.spans],
            }
        )
    TARGET.write_text(
        "[\n" + ",\n".join(json.dumps(d, ensure_ascii=False) for d in documents) + "\n]\n", "utf-8"
    )


if __name__ == "__main__":
    main()
