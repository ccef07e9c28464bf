"""The gender of persons by what a document says about them; each line: a text and its persons."""

import pytest

from imena.components.gender_context import pronouns
from imena.components.tagged_words import TaggedWords

TABLE = """\
Актриса Мишель Тревор и актёр Мишель Дюбуа пришли. -> Мишель Тревор f, Мишель Дюбуа m
Скончалась 70-летняя Каори-Ли Ламберт. -> Каори-Ли Ламберт f
Мадам Кервель ушла. -> Мадам Кервель f
Сэр Робин Кервель ушёл. -> Робин Кервель m
С нами была Морган Гофман, которая живёт в Вене. -> Морган Гофман f
Морган Гофман, родившаяся в Вене, живёт в Осло. -> Морган Гофман f
Морган Гофман, родившийся в Вене, живёт в Осло. -> Морган Гофман m
Приехал Ким Тревор. -> Ким Тревор m
Приехала Ким Тревор. -> Ким Тревор f
Пришла Морган Дюбуа. Дюбуа не молчала. -> Морган Дюбуа f, Дюбуа f
Министр Дюбуа против. -> Дюбуа m
Пели Гал. Тихонова и Дм. Рощин. -> Гал. Тихонова f, Дм. Рощин m
Людм. Сенчук поёт. -> Людм. Сенчук f
Певец Йорген Лунд (Jorgen Lund) дал концерт. -> Йорген Лунд m, Jorgen Lund m
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


@pytest.mark.parametrize("blank_line", ["\n\n", "\r\n\r\n", "\n\n\n\n\n", "\n \n  "])
def test_a_pronoun_of_the_next_paragraph_is_another_persons(nlp, blank_line):
    doc = nlp(f"Сегодня в Осло{blank_line}Она вернулась.")
    (paragraph, _), (pronoun, _), _ = pronouns(TaggedWords(doc, {}))
    assert (doc[paragraph].text, doc[pronoun].text) == (blank_line, "Она")


def test_a_line_break_is_no_paragraph(nlp):
    words = TaggedWords(nlp("Сегодня в\nОсло она"), {})
    assert [sign for _, sign in pronouns(words)] == [1]
