"""Cases of pages whose every line carries the first letter of its zone: b, h, t, c or m.

The letters stand for body, headline, teaser, caption and meta. PROSE, MORE and ARTICLE are
replaced with the texts of these names.
"""

PROSE = (
    "Начальник порта Артём Лукошин и глава Заозёрска Денис Корабельников договорились о ремонте "
    "причала, который закрыт с прошлой осени. Работы обойдутся городу в сорок миллионов рублей."
)
MORE = "По словам Лукошина, подрядчика выберут в мае, а первые суда причал примет в сентябре."
ARTICLE = "h Причал в Заозёрске откроют осенью\nb PROSE\nb MORE"
CASES = """\
== an article
ARTICLE
== no line breaks
b PROSE MORE PROSE
== one title
b Причал в Заозёрске откроют осенью
== a subheading
ARTICLE
h Что дальше
b MORE
== a chat in lower case
b привет
b как дела
b видел новости про баку
b ага
b привет
== a chat with capitals
b Привет, Маша
b Привет, Олег
b Видела новости про Заозёрск
b Какие
b Мост закрыли там
b Серьёзно
== a chat with times in the lines
b [10:15] Олег: Видела новости про Заозёрск
b [10:16] Маша: Какие
b [10:16] Олег: Мост там закрыли на ремонт
b [10:17] Маша: Серьёзно
== a chat with times between the lines
m 10:15
b Коллеги, кто видел отчёт Лукошина
m 10:16
b Я видела его у Дениса на столе
m 10:18
b Тогда заберите его до обеда, пожалуйста
== verse with a refrain
b Над Ильмою туман лежит
b И спит Заозёрск за рекой

b Плыви, моя лодка, плыви домой
b Плыви по реке под луной

b Никто на причале не ждёт
b Никто не помашет рукой

b Плыви, моя лодка, плыви домой
b Плыви по реке под луной
== a list
ARTICLE
b В заседании участвовали:
b - глава города Денис Корабельников;
b - министр транспорта Елена Загребина;
b - ректор Павел Охотников.
== a list without prose
b Денис Корабельников
b Елена Загребина
b Павел Охотников
== a table
ARTICLE
b Команда\tИ\tО
b «Ладога»\t7\t12
b «Волна»\t7\t16
b «Спутник»\t7\t8
== a table alone
b Город;Глава;Год
b Заозёрск;Денис Корабельников;2019
b Мысовск;Юрий Калитин;2021
== a dialogue
b PROSE
b — Кто это сказал?
b — Лукошин.
b — А Корабельников?
b — Промолчал.
== dates in sentences
b PROSE
b Это было 12 мая 2019 года.
b Суд начался 15 мая в 10:30.
== a sentence that begins with a photo
b PROSE
b Фото из архива Лукошина показали на суде.
== a sentence on a photo
b PROSE
b На фото виден плакат, который держит Лукошин.
== a sentence on subscribers
b PROSE
b Подписаться на газету Лукошин предложил всем.
== a quotation printed twice
b PROSE
b MORE
b PROSE
b MORE
== date above and counter below
m 14 мая 2024, 16:42
h Причал откроют осенью
m 1742
b PROSE
== credits
ARTICLE
c Фото: Инна Лебедь
c На фото: Артём Лукошин на причале
c Причал. Фото из семейного архива
c © Инна Лебедь
b MORE
== rights
ARTICLE
m © Заозёрские вести, 2024. Все права защищены
m 16+
== a separator
ARTICLE
m * * *
b MORE
m ---
b MORE
== teasers below a label
ARTICLE
m Читайте также
t Паводок на Ильме пошёл на спад
t В Заозёрске строят автовокзал
== the text goes on below the teasers
ARTICLE
m Читайте также:
t Паводок на Ильме пошёл на спад

b MORE

h Что дальше

b PROSE
== a teaser in the text
ARTICLE
t Читайте также: Паводок на Ильме пошёл на спад
b MORE
== teasers with counters
ARTICLE
t Паводок на Ильме пошёл на спад
m 17:40 5210
t В Заозёрске строят автовокзал
m 16:12 8943
== teasers with dates
ARTICLE
t Паводок на Ильме пошёл на спад
m 12.03.2019, 10:15
t В Заозёрске строят автовокзал
m 12.03.2019, 09:40
== teasers printed twice
ARTICLE
t Паводок на Ильме пошёл на спад
t Паводок на Ильме пошёл на спад видео
t В Заозёрске строят автовокзал
t В Заозёрске строят автовокзал наш репортаж
== a live blog
h Шторм на побережье. Онлайн
m 21:17
b PROSE
m 20:45
b MORE
m 20:02
b Аэропорт Мысовска закрыт
m 19:30
b PROSE
== a forum
h Что строят у вокзала?
m kote_78
m 12.04.2021, 10:15
b PROSE
m Марья Ивановна
m 12.04.2021, 10:42
b Опять торговый центр
m Ответить
== an e-mail
m От: Денис Зуев
m Кому: Анна Вельская
m Тема: Причал
b Добрый день!
b PROSE
== navigation
m Главная
m Новости
m Первая лига
m Войти
h Причал откроют осенью
b PROSE
== navigation in a line
m Политика | Экономика | Общество
h Причал откроют осенью
b PROSE
== controls
ARTICLE
m Поделиться
m Комментарии (14)
m Теги: причал, Заозёрск
m Ответить | Цитировать
== wrapped at a fixed width
b Начальник порта Артём Лукошин и глава Заозёрска Денис
b Корабельников договорились о ремонте причала, который закрыт с
b прошлой осени. Работы обойдутся городу в сорок миллионов рублей.
== a heading above wrapped text
h Причал в Заозёрске
b Начальник порта Артём Лукошин и глава Заозёрска Денис Корабельников
b договорились о ремонте причала, который закрыт с прошлой осени. Работы
b обойдутся городу в сорок миллионов рублей.
"""
