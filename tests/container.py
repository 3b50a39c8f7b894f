"""The steps of the Containerfile in bare Debian roots, for machines without a builder: `python -m tests.container ROOT`.

ROOT is what `debootstrap --variant=minbase --include=ca-certificates bookworm ROOT` made; wants root. Each stage is made in a
copy of it beside it. Then a sample is read in the last stage, by its user, without a network, and the sizes are told.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[1]
SAMPLE = "zh-fax-no-english.pdf"
ENTRY = ["/opt/scanglot/bin/scanglot"]
PATH = {"PATH": "/opt/scanglot/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


def steps(text: str) -> list[tuple[str, str]]:
    """The instructions of a Containerfile: (word, rest)."""
    lines = text.replace("\\\n", " ").splitlines()
    return [(line.split()[0], line.partition(" ")[2]) for line in lines if line and not line.startswith("#")]


def within(root: Path, command: list[str], *, user: str = "root", network: bool = True) -> None:
    """Run a command in a root. Raises CalledProcessError."""
    alone = [
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        f"--mount-proc={root}/proc",
        *([] if network else ["--net"]),
    ]
    chroot = ["chroot", f"--userspec={user}:{user}", str(root)]
    kept = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("PIP_") or "proxy" in name.lower()
    }
    subprocess.run(
        [*alone, *chroot, *command], check=True, env=kept | PATH | {"HOME": "/tmp", "LC_ALL": "C.UTF-8"}
    )


def copied(rest: str, root: Path, stages: dict[str, Path]) -> None:
    """COPY: from the source tree, as git has it, or from an earlier stage."""
    words = shlex.split(rest)
    if words[0].startswith("--from="):
        base, words = stages[words[0].removeprefix("--from=")], words[1:]
        subprocess.run(["cp", "-a", f"{base}{words[0]}", f"{root}{words[1]}"], check=True)
        return
    target = Path(f"{root}{words[1]}")
    target.mkdir(parents=True)
    files = subprocess.run(["git", "archive", "HEAD"], cwd=SOURCE, capture_output=True, check=True).stdout
    subprocess.run(["tar", "x", "-C", str(target)], input=files, check=True)


def build(bare: Path) -> Path:
    """Give every step; returns the root of the last stage."""
    stages: dict[str, Path] = {}
    root = bare
    for word, rest in steps((SOURCE / "Containerfile").read_text("utf-8")):
        if word == "FROM":
            name = rest.partition(" AS ")[2] or "last"
            root = stages[name] = bare.with_name(f"{bare.name}-{name}")
            shutil.rmtree(root, ignore_errors=True)
            subprocess.run(["cp", "-a", str(bare), str(root)], check=True)
        elif word == "RUN":
            within(root, ["sh", "-euc", rest])
        elif word == "COPY":
            copied(rest, root, stages)
    return root


def main() -> None:
    """Build, read a sample without a network as the container's user, and tell what came out."""
    bare = Path(sys.argv[1]).resolve()
    root = build(bare)
    shutil.copy(SOURCE / "samples" / SAMPLE, root / "tmp" / SAMPLE)
    within(
        root,
        [*ENTRY, "run", f"/tmp/{SAMPLE}", "--out", "/outputs", "--jobs", "1"],
        user="scanglot",
        network=False,
    )
    record = json.loads((root / "outputs" / f"{Path(SAMPLE).stem}.json").read_bytes())
    size = int(subprocess.run(["du", "-sm", str(root)], capture_output=True, check=True).stdout.split()[0])
    base = int(subprocess.run(["du", "-sm", str(bare)], capture_output=True, check=True).stdout.split()[0])
    owner = (root / "outputs" / "report.html").stat().st_uid
    print(
        json.dumps(
            {"title": record["title"], "owner": owner, "image_mb": size, "debian_mb": base},
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
