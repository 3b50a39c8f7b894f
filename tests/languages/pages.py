"""Front pages set by hand in languages that journals of our field are printed in, and in some that we do not know."""

from __future__ import annotations

from tests.stages.segment.printed import page

PORTUGUESE = page(
    "Revista Paulista de Medicina Preventiva, 2021; 14(3): 211-218",
    "ARTIGO ORIGINAL",
    "Prevalência de hipertensão arterial em idosos atendidos na atenção básica",
    "Prevalence of arterial hypertension in older adults seen in primary care",
    "João Carlos da Silva¹, Maria Aparecida dos Santos², Antônio Ferreira¹",
    "¹Faculdade de Medicina, Universidade Estadual do Vale, Campinas, Brasil",
    "²Hospital Municipal Santa Clara, Campinas, Brasil",
    [
        "Resumo: Objetivo: Estimar a prevalência de hipertensão arterial em idosos. Métodos: Estudo transversal com 412",
        "idosos de seis unidades de saúde. Resultados: A prevalência foi de 63,4%. Conclusões: A hipertensão foi frequente",
        "e esteve associada à obesidade.",
    ],
    "Palavras-chave: hipertensão; idoso; atenção primária à saúde",
    [
        "Abstract: Objective: To estimate the prevalence of arterial hypertension in older adults. Methods: A cross-sectional",
        "study of 412 older adults of six health units. Results: The prevalence was 63.4%. Conclusions: Hypertension was",
        "frequent and associated with obesity.",
    ],
    "Keywords: hypertension; aged; primary health care",
    "Recebido em 12 de março de 2021. Aceito em 8 de junho de 2021.",
    sizes={2: 60, 3: 50},
)
UKRAINIAN = page(
    "Український журнал внутрішньої медицини. 2020. Том 7, № 2. С. 34–41",
    "ОРИГІНАЛЬНІ ДОСЛІДЖЕННЯ",
    "Ефективність лікування артеріальної гіпертензії у пацієнтів похилого віку",
    "Шевчук О.І., Коваленко Н.П., Їжакевич Г.В.",
    "Національний медичний університет, м. Вінниця, Україна",
    [
        "Резюме. Мета. Оцінити ефективність лікування артеріальної гіпертензії. Матеріали та методи. Обстежено 120 пацієнтів.",
        "Результати. Артеріальний тиск знизився на 12,5 %. Висновки. Лікування ефективне й безпечне.",
    ],
    "Ключові слова: артеріальна гіпертензія, похилий вік, лікування",
    "Надійшла до редакції 12.01.2020. Прийнята до друку 3.03.2020.",
    sizes={2: 60},
)
DUTCH = page(
    "Tijdschrift voor Ouderengeneeskunde. Jaargang 46, nummer 2, april 2021, blz. 71-78",
    "OORSPRONKELIJK ARTIKEL",
    "Behandeling van hypertensie bij ouderen in de huisartsenpraktijk",
    "Treatment of hypertension in older adults in general practice",
    "Jan van den Berg¹, Marieke de Vries², Pieter Jansen¹",
    "¹Afdeling Huisartsgeneeskunde, Universiteit van het Noorden, Assen",
    "²Ziekenhuis De Linde, Afdeling Interne Geneeskunde, Meppel",
    [
        "Samenvatting. Doel: Nagaan hoe vaak hypertensie bij ouderen wordt behandeld. Methoden: Dwarsdoorsnedeonderzoek bij",
        "412 ouderen van zes praktijken. Resultaten: De prevalentie was 63,4%. Conclusie: Hypertensie kwam vaak voor en werd",
        "niet bij iedereen behandeld.",
    ],
    "Trefwoorden: hypertensie; ouderen; huisartsgeneeskunde",
    [
        "Abstract: Objective: To assess how often hypertension is treated in older adults. Methods: A cross-sectional study",
        "of 412 older adults of six practices. Results: The prevalence was 63.4%. Conclusions: Hypertension was frequent",
        "and was not treated in everyone.",
    ],
    "Keywords: hypertension; aged; general practice",
    "Ontvangen op 12 maart 2021. Geaccepteerd op 8 juni 2021.",
    sizes={2: 60, 3: 50},
)
ITALIAN = page(
    "Giornale Italiano di Medicina Preventiva. Anno 14, n. 3, 2021, pp. 211-218",
    "ARTICOLO ORIGINALE",
    "Prevalenza dell'ipertensione arteriosa negli anziani assistiti sul territorio",
    "Prevalence of arterial hypertension in older adults seen in primary care",
    "Giovanni Rossi¹, Maria Luisa De Santis², Antonio Ferri¹",
    "¹Dipartimento di Medicina, Università della Valle, Como",
    "²Ospedale Santa Chiara, Servizio di Cardiologia, Lecco",
    [
        "Riassunto. Obiettivi: Stimare la prevalenza dell'ipertensione arteriosa negli anziani. Metodi: Studio trasversale su",
        "412 anziani di sei ambulatori. Risultati: La prevalenza è stata del 63,4%. Conclusioni: L'ipertensione era frequente",
        "e non era trattata in tutti.",
    ],
    "Parole chiave: ipertensione; anziani; medicina generale",
    [
        "Abstract: Objective: To estimate the prevalence of arterial hypertension in older adults. Methods: A cross-sectional",
        "study of 412 older adults. Results: The prevalence was 63.4%. Conclusions: Hypertension was frequent.",
    ],
    "Keywords: hypertension; aged; general practice",
    "Ricevuto il 12 marzo 2021. Accettato il 8 giugno 2021.",
    sizes={2: 60, 3: 50},
)
POLISH = page(
    "Ocena skuteczności leczenia nadciśnienia tętniczego u chorych w podeszłym wieku",
    "Jan Kowalski, Anna Nowak",
    "Klinika Kardiologii, Uniwersytet Medyczny, Wrocław",
    [
        "Streszczenie. Celem pracy była ocena skuteczności leczenia nadciśnienia tętniczego u chorych w podeszłym wieku.",
        "Do badania włączono stu dwudziestu chorych, których leczono przez sześć miesięcy. U większości z nich ciśnienie",
        "obniżyło się już po czterech tygodniach, a działania niepożądane były rzadkie i łagodne. Leczenie okazało się",
        "skuteczne i bezpieczne, jednak wymaga regularnej kontroli oraz współpracy chorego z lekarzem prowadzącym.",
    ],
    [
        "Abstract. Objective: To assess the treatment of hypertension in older patients. Methods: One hundred and twenty",
        "patients were treated for six months. Results: The pressure fell in most of them. Conclusions: It is effective.",
    ],
    sizes={0: 60},
)
INDONESIAN = page(
    "Jurnal Kesehatan Lansia, Vol. 8 No. 2, Oktober 2021, hal. 163-169",
    "Efektivitas Pengobatan Hipertensi pada Pasien Lanjut Usia di Puskesmas",
    "Budi Santoso¹, Siti Rahmawati² dan Agus Wijaya¹",
    "¹Program Studi Kedokteran, Fakultas Kedokteran, Universitas Lembah Hijau, Bandung",
    "²Jurusan Keperawatan, Politeknik Kesehatan Melati, Bandung",
    "Abstrak",
    [
        "Penelitian ini bertujuan untuk menilai efektivitas pengobatan hipertensi pada pasien lanjut usia yang dirawat di",
        "puskesmas. Seratus dua puluh pasien diobati selama enam bulan, dan tekanan darah sebagian besar dari mereka telah",
        "menurun setelah empat minggu. Efek samping jarang terjadi dan ringan, sehingga pengobatan ini efektif dan aman.",
    ],
    "Kata kunci: hipertensi; lanjut usia; puskesmas",
    [
        "Abstract: Objective: To assess the treatment of hypertension in older patients. Methods: One hundred and twenty",
        "patients were treated for six months. Results: The pressure fell in most of them. Conclusions: It is effective.",
    ],
    "Keywords: hypertension; aged; primary care",
    sizes={1: 60},
)
TURKISH = page(
    "Yaşlı Sağlığı Dergisi, Cilt 5, Sayı 2, 2021, s. 12-20",
    "Birinci basamakta yaşlı hastalarda hipertansiyon tedavisinin etkinliği",
    "Ahmet Yılmaz¹, Ayşe Demir², Mehmet Kaya¹",
    "¹Yeşilvadi Üniversitesi Tıp Fakültesi, Aile Hekimliği Anabilim Dalı, Ankara",
    "²Ihlamur Devlet Hastanesi, Kardiyoloji Kliniği, Ankara",
    [
        "Özet: Bu çalışmanın amacı birinci basamakta izlenen yaşlı hastalarda hipertansiyon tedavisinin etkinliğini",
        "değerlendirmektir. Yüz yirmi hasta altı ay boyunca tedavi edildi ve çoğunda kan basıncı dört hafta sonra düştü.",
        "Yan etkiler nadir ve hafifti; bu nedenle tedavi etkili ve güvenlidir, ancak düzenli izlem gereklidir.",
    ],
    "Anahtar kelimeler: hipertansiyon; yaşlı; birinci basamak",
    [
        "Abstract: Objective: To assess the treatment of hypertension in older patients. Methods: One hundred and twenty",
        "patients were treated for six months. Results: The pressure fell in most of them. Conclusions: It is effective.",
    ],
    "Keywords: hypertension; aged; primary care",
    "Geliş tarihi: 12 Ocak 2021. Kabul tarihi: 3 Mart 2021.",
    sizes={1: 60},
)
GREEK = page(
    "Αποτελεσματικότητα της θεραπείας της αρτηριακής υπέρτασης στους ηλικιωμένους",
    "Γιώργος Παπαδόπουλος, Μαρία Νικολάου",
    [
        "Σκοπός της μελέτης ήταν η εκτίμηση της αποτελεσματικότητας της θεραπείας της αρτηριακής υπέρτασης στους",
        "ηλικιωμένους ασθενείς. Στη μελέτη περιλήφθηκαν εκατόν είκοσι ασθενείς, οι οποίοι ακολούθησαν θεραπεία για έξι",
        "μήνες. Η πίεση μειώθηκε στους περισσότερους από αυτούς και οι ανεπιθύμητες ενέργειες ήταν σπάνιες και ήπιες.",
    ],
    sizes={0: 60},
)
ARABIC = page(
    "المجلة العربية لطب المسنين، المجلد 14، العدد 3، أيلول 2021، ص 211-218",
    "بحث أصيل",
    "فعالية علاج ارتفاع ضغط الدم الشرياني لدى المرضى المسنين في الرعاية الأولية",
    "Effectiveness of treating arterial hypertension in older patients in primary care",
    "أحمد علي الحسن¹، فاطمة محمود الزهراء²، عمر خالد السيد¹",
    "¹قسم الطب الباطني، كلية الطب، جامعة النور، إربد، الأردن",
    "²مستشفى الأمل، قسم أمراض القلب، إربد، الأردن",
    [
        "الملخص: الهدف: تقييم فعالية علاج ارتفاع ضغط الدم الشرياني لدى المرضى المسنين. الطرق: شملت الدراسة المقطعية 412",
        "مريضا من ستة مراكز للرعاية الأولية. النتائج: بلغت نسبة الانتشار 63.4%. الاستنتاجات: كان ارتفاع ضغط الدم شائعا",
        "ولم يعالج لدى جميع المرضى.",
    ],
    "الكلمات المفتاحية: ارتفاع ضغط الدم؛ المسنون؛ الرعاية الأولية",
    [
        "Abstract: Objective: To assess the effectiveness of treating arterial hypertension in older patients. Methods: A",
        "cross-sectional study of 412 patients of six centres. Results: The prevalence was 63.4%. Conclusions: Hypertension",
        "was frequent and was not treated in all patients.",
    ],
    "Keywords: hypertension; aged; primary care",
    "تاريخ الاستلام: 12 آذار 2021. تاريخ القبول: 8 حزيران 2021.",
    sizes={2: 60, 3: 50},
)
PERSIAN = page(
    "اثربخشی درمان فشار خون شریانی در بیماران سالمند",
    "علی رضایی، مریم کریمی",
    [
        "هدف این پژوهش ارزیابی اثربخشی درمان فشار خون شریانی در بیماران سالمند بستری در بیمارستان دانشگاهی بود.",
        "صد و بیست بیمار در این مطالعه شرکت کردند که به مدت شش ماه تحت درمان قرار گرفتند. فشار خون بیشتر آنها پس از چهار",
        "هفته کاهش یافت و عوارض جانبی نادر و خفیف بود. بنابراین درمان موثر و بی خطر است، ولی پیگیری منظم ضروری است.",
    ],
    sizes={0: 60},
)
