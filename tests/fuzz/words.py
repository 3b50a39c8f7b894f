"""What journals, tools and files print: the dictionary of the fuzzers."""

from __future__ import annotations

from pipeline.languages import languages

WORDS = [
    "doi:10.3969/j.issn.1000-0000.2023.01.001",
    "DOI：10.",
    "https://doi.org/",
    "ISSN 1000-8578",
    "CN 42-1241/R",
    "2023年",
    "第50卷",
    "第9期",
    "Vol.",
    "No.",
    "842-848",
    "收稿日期：2022-12-30",
    "(Received",
    "Jan. 3, 2023)",
    "中图分类号 R734.2",
    "文献标识码 A",
    "文章编号 1000-8578(2023)09-0842-07",
    "E-mail: a.b@c.cn",
    "O163.com",
    "0000-0002-1825-0097",
    "10⁹/L",
    "P<0.05",
    "(6.8±1.2)%",
    "二〇二三",
    "李鹏",
    "LI Peng",
    "。",
    "；",
    "1-3,7",
    "auto",
    "5-",
    "%PDF-1.7",
    "<text top='1' left='2' width='3' height='4'>a</text>",
    "<page><fontspec id='0' family='A'/>",
    "Page    1 size:  612 x 792 pts (letter)\nPage    1 rot:   90\n",
    "Page    2 size:  1e+06 x 0.5 pts\n",
    "   1     0 image    2480  3508  gray    1   8  jpeg   no        13  0   300   300  1M  12%\n",
    "II*\x00",
    "\x89PNG\r\n",
    *[label for one in languages().values() for labels in one.labels.values() for label in labels[:2]],
]

SEEDS = (
    "",
    (
        '<?xml version="1.0"?><pdf2xml><page number="1"><fontspec id="0" family="Song"/>'
        '<text top="10" left="20" width="30" height="12" font="0">题 <b>Title</b></text></page></pdf2xml>'
    ),
    "1\t1\t1\t10\t20\t30\t12\t91\t肿瘤\n1\t1\t1\t50\t20\t30\t12\t88\tCancer\n",
    (
        "doi:10.3969/j.issn.1000-0000.2023.01.001\n中国医学 2023年5月第50卷第9期 842-848\nVol. 50, No. 9, May 2023\n"
        "收稿日期：2022-12-30\n(Received Jan. 3, 2023)\nE-mail: zhangsan@163.com\n目的 探讨血清CRP水平(6.8±1.2)mg/L。"
    ),
    "1-3,7,9-",
    "%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj trailer <</Root 1 0 R>>\n%%EOF",
    '{"schema_version": "1.0", "id": "doi:10.1/a", "kind": "document", "status": "ok"}',
)
