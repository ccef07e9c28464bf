"""The gender of persons by what a document says about them; each line: a text and its persons."""

import pytest

TABLE = """\
Актриса Мишель Тревор и актёр Мишель Дюбуа пришли. -> Мишель Тревор f, Мишель Дюбуа m
Скончалась 70-летняя Нури Ламберт. -> Нури Ламберт f
Мадам Кервель ушла. -> Кервель f
Сэр Робин Кервель ушёл. -> Робин Кервель m
Шарли Гофман, которая живёт в Вене, пришла. -> Шарли Гофман f
Шарли Гофман, родившаяся в Вене, живёт в Осло. -> Шарли Гофман f
Приехал Ким Тревор. -> Ким Тревор m
Приехала Ким Тревор. -> Ким Тревор f
Пресс-секретарь Вероник Дюбуа молчит. Дюбуа не пришла. -> Вероник Дюбуа f, Дюбуа f
Министр Дюбуа против. -> Дюбуа m
Певец Йорген Лунд (Jorgen Lund) дал концерт. -> Йорген Лунд m, Jorgen Lund m
Её Величество Маргрете приехала. -> Маргрете f
Об этом сообщил Thomas Becker из Бонна. -> Thomas Becker m
Об этом сообщила Ольга Петровна Ким. -> Ольга Петровна Ким f
Сказали Анна Линдгрен и Оскар Линдгрен. Линдгрен родила сына. -> Линдгрен f
"""


@pytest.mark.parametrize("line", TABLE.splitlines())
def test_genders(nlp, line):
    text, expected = line.split(" -> ")
    found = {(span._.normal, span._.gender) for span in nlp(text).ents if span.label_ == "PER"}
    wanted = {tuple(person.rsplit(" ", 1)) for person in expected.split(", ")}
    assert wanted <= found, found


def test_a_family_has_no_gender(nlp):
    (family,) = (span for span in nlp("Супруги Громовы приехали.").ents if span.label_ == "PER")
    assert family._.gender is None
