"""The same short report in the languages that are begun: headline, time, credits and furniture are found in each."""

from typing import NamedTuple

import pytest

from retold.article.text_reading import read_text


class Report(NamedTuple):
    text: str
    credits: list[tuple[str, str]]
    chrome: list[str]


REPORTS = {
    "de": Report(
        "Ministerin kündigt neues Gesetz an\nVon Anna Schmidt\n7. Juni 2018, 11:44 Uhr\n"
        "Berlin (dpa) - Die Ministerin hat am Donnerstag ein neues Gesetz angekündigt, das im Herbst in Kraft treten soll. Das berichtete die Süddeutsche Zeitung.\n"
        "Der Verband kritisierte die Pläne unter Berufung auf Reuters als unzureichend und forderte Nachbesserungen.\n"
        "Lesen Sie auch\nDer lange Weg zum Gesetz\nNewsletter abonnieren\nAnzeige",
        [("Berlin (dpa)", "Deutsche Presse-Agentur"), ("berichtete die Süddeutsche Zeitung", "Süddeutsche Zeitung"), ("unter Berufung auf Reuters", "Reuters")],
        ["Lesen Sie auch", "Der lange Weg zum Gesetz", "Newsletter abonnieren", "Anzeige"],
    ),
    "fr": Report(
        "La ministre annonce une nouvelle loi\nPublié le 7 juin 2018 à 11h44\n"
        "PARIS (Reuters) - La ministre a annoncé jeudi une nouvelle loi qui doit entrer en vigueur à l'automne, selon Le Monde.\nPublicité\n"
        "Les syndicats ont critiqué le texte, a rapporté l'Agence France-Presse dans la soirée de jeudi.\nLire aussi\nLe long chemin de la loi\nAbonnez-vous à notre newsletter",
        [("PARIS (Reuters)", "Reuters"), ("selon Le Monde", "Le Monde"), ("a rapporté l'Agence France-Presse", "Agence France-Presse")],
        ["Publicité", "Lire aussi", "Le long chemin de la loi", "Abonnez-vous à notre newsletter"],
    ),
    "es": Report(
        "La ministra anuncia una nueva ley\nPublicado el 7 de junio de 2018 a las 11:44\n"
        "MADRID (EFE) - La ministra anunció el jueves una nueva ley que entrará en vigor en otoño, según El País.\nPublicidad\n"
        "Los sindicatos criticaron el texto, citando a Reuters, y pidieron cambios antes de la votación.\nTe puede interesar\nEl largo camino de la ley\nSuscríbete a nuestro boletín",
        [("MADRID (EFE)", "EFE"), ("según El País", "El País"), ("citando a Reuters", "Reuters")],
        ["Publicidad", "Te puede interesar", "El largo camino de la ley", "Suscríbete a nuestro boletín"],
    ),
    "ru": Report(
        "Министр объявила о новом законе\n7 июня 2018, 11:44\n"
        "Министр объявила в четверг о новом законе, который вступит в силу осенью, сообщает РИА Новости со ссылкой на Reuters.\n"
        "Профсоюзы раскритиковали проект и потребовали изменений до голосования, передает Интерфакс.\nЧитайте также\nДолгий путь закона\nПодписывайтесь на наш телеграм-канал",
        [("сообщает РИА Новости", "RIA Novosti"), ("со ссылкой на Reuters", "Reuters"), ("передает Интерфакс", "Interfax")],
        ["Читайте также", "Долгий путь закона", "Подписывайтесь на наш телеграм-канал"],
    ),
    "az": Report(
        "Nazir yeni qanun elan etdi\n7 iyun 2018, 11:44\n"
        "Nazir cümə axşamı payızda qüvvəyə minəcək yeni qanun elan edib, Axar.az Sputnik-ə istinadən xəbər verir.\n"
        "Həmkarlar ittifaqları layihəni tənqid edib və səsvermədən əvvəl dəyişiklik tələb edib, APA xəbər verir.\nHəmçinin oxuyun\nQanunun uzun yolu\nReklam",
        [("Sputnik-ə istinadən", "Sputnik"), ("APA xəbər verir", "APA")],
        ["Həmçinin oxuyun", "Qanunun uzun yolu", "Reklam"],
    ),
    "ar": Report(
        "الوزيرة تعلن قانونا جديدا\n7 يونيو 2018 11:44\n"
        "أعلنت الوزيرة يوم الخميس قانونا جديدا يدخل حيز التنفيذ في الخريف، نقلا عن رويترز، وذلك خلال مؤتمر صحفي عقد في العاصمة.\n"
        "وانتقدت النقابات المشروع وطالبت بتعديلات عليه قبل إقراره في البرلمان في الأسابيع المقبلة.\nاقرأ أيضا\nالطريق الطويل للقانون\nتابعونا على فيسبوك",
        [("نقلا عن رويترز", "Reuters")],
        ["اقرأ أيضا", "الطريق الطويل للقانون", "تابعونا على فيسبوك"],
    ),
    "zh": Report(
        "部长宣布新法律\n2018年6月7日 11:44\n据新华社报道，部长星期四宣布了一项新法律，该法律将于秋季生效，并将影响全国数百万人的生活和工作。\n"
        "工会批评了该草案，并要求政府在议会通过之前作出修改，以保护工人的权利。\n相关阅读\n法律的漫长道路\n版权所有 未经授权不得转载",
        [("据新华社", "Xinhua")],
        ["相关阅读", "法律的漫长道路", "版权所有 未经授权不得转载"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", REPORTS)
def test_a_report_is_read_in_its_own_language(language):
    report = REPORTS[language]
    reading = read_text(report.text)
    assert reading.title_span.of(report.text) == report.text.split("\n")[0]
    assert reading.published.stated == "2018-06-07T11:44"
    assert [(c.span.of(report.text), c.name) for c in reading.credits] == report.credits
    assert [c.text for c in reading.chrome] == report.chrome
