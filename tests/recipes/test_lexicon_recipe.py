"""What the lexicon of the guards is counted over."""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

RECIPE = Path(__file__).parents[2] / "models/recipes/lexicon"
sys.path.insert(0, str(RECIPE))

import build  # noqa: E402

from pipeline.languages.lexicon import lexicon  # noqa: E402


def test_documentation_gives_some_prose_of_each_set(tmp_path: Path) -> None:
    many = [(f"这是第{n}个说明文档的句子。", f"This is sentence {n} of the guide.") for n in range(3000)]
    code = [("git clone https://example.org 下载", "git clone https://example.org downloads it")]
    archive = tmp_path / "more.tar.xz"
    with tarfile.open(archive, "w:xz") as tar:
        for name in (*build.PLAIN, "openehr"):
            lines = many + code if name == "helm" else many[:2]
            for side, texts in zip(("zh", "en"), zip(*lines, strict=True), strict=True):
                data = "\n".join(texts).encode()
                info = tarfile.TarInfo(f"zh/{name}.{side}")
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))
    pairs = list(build.read_plain(archive))
    assert len([name for name, *_ in pairs if name == "plain helm"]) == build.MOST_PLAIN
    assert not [zh for _, zh, _ in pairs if "git" in zh]
    assert "plain openehr" not in {name for name, *_ in pairs}


def test_counted_stems_are_mended_by_the_table() -> None:
    said = {"手术": (9, ["surgeri"]), "市": (9, ["citi", "provinc"]), "省": (9, ["provinc"])}
    table = "# word, more, less\n手术\toper\t\n市\t\tprovinc\n"
    assert build.mended(said, table) == {
        "手术": (9, ["surgeri", "oper"]),
        "市": (9, ["citi"]),
        "省": (9, ["provinc"]),
    }
    shipped = (RECIPE / "mended.tsv").read_text(encoding="utf-8")
    words = lexicon("zh", "en")
    assert words is not None
    for line in shipped.splitlines()[1:]:
        word, added, gone = line.split("\t")
        entry = words.entry(word)
        assert entry is not None
        assert set(added.split()) <= entry.stems
        assert not set(gone.split()) & entry.stems
