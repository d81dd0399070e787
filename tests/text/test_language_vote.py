"""Which language a text is written in."""

import pytest

from retold.text.language import language_code, language_of

SENTENCES = {
    "en": "The harbour was closed for a third day on Tuesday, and nobody in the town could say when it would be opened again by the port.",
    "de": "Der Hafen war am Dienstag den dritten Tag geschlossen, und niemand in der Stadt konnte sagen, wann er wieder geöffnet werden soll.",
    "fr": "Le port était fermé mardi pour le troisième jour, et personne dans la ville ne pouvait dire quand il sera de nouveau ouvert par les autorités.",
    "es": "El puerto estaba cerrado el martes por tercer día, y nadie en la ciudad sabía cuándo lo abrirán de nuevo las autoridades que lo cerraron.",
    "ru": "Порт был закрыт во вторник уже третий день, и никто в городе не мог сказать, когда он снова будет открыт и что с ним станет.",
    "az": "Liman çərşənbə axşamı üçüncü gün də bağlı idi və şəhərdə heç kim onun nə vaxt yenidən açılacağını deyə bilmədi, bu barədə məlumat yox idi.",
    "ar": "كان الميناء مغلقا يوم الثلاثاء لليوم الثالث على التوالي، ولم يكن أحد في المدينة يعرف متى سيفتح من جديد بعد أن سقطت الرافعة على الرصيف.",
    "zh": "港口星期二连续第三天关闭，城里没有人知道港口什么时候会重新开放，也没有人知道起重机为什么倒下。",
    "ja": "港は火曜日も三日続けて閉鎖され、町の人は誰もいつ再開されるのか知らなかった。",
}


@pytest.mark.parametrize(("code", "text"), SENTENCES.items())
def test_function_words_and_scripts_tell_the_language(code, text):
    assert language_of(text) == code


def test_languages_without_a_list_are_left_to_the_model():
    assert (
        language_of(
            "O porto esteve fechado na terça-feira pelo terceiro dia, e ninguém na cidade sabia dizer quando seria aberto outra vez."
        )
        == "pt"
    )
    assert language_of("Порт був зачинений у вівторок уже третій день, і ніхто в місті не міг сказати, коли його знову відчинять.") == "uk"


def test_what_a_page_states_stands_where_the_words_do_not_decide():
    assert language_of("Hyvää huomenta kaikille teille", "fi") == "fi"
    assert language_of(SENTENCES["en"], "de") == "en"
    assert language_of("short", None) is None


@pytest.mark.parametrize(
    ("stated", "code"), [("en-US", "en"), ("EN", "en"), ("eng", "en"), ("pt_BR", "pt"), ("English", None), (None, None), ("", None)]
)
def test_codes_as_pages_state_them(stated, code):
    assert language_code(stated) == code
