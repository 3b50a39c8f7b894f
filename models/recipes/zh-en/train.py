"""Train, or go on with the training that was begun; stop it at any time, nothing is lost.

nice -n 19 python models/recipes/zh-en/train.py --stage short --until 3000
"""

from __future__ import annotations

import argparse
import json
import signal
import threading
import time
from dataclasses import asdict, fields
from pathlib import Path

from hardware import choose, prepare_processor, processor_flags
from network import Shape
from paths import work_folder
from run import Run, Start
from stages import STAGES


def until_told(run: Run, minutes: float, workers: int, keep: float) -> None:
    """Train until the stage's end or for some minutes, writing a checkpoint every `keep` seconds."""
    signal.signal(signal.SIGTERM, lambda *_: setattr(run, "stop", True))
    began = saved = time.monotonic()
    threads = [threading.Thread(target=run.work, daemon=True) for _ in range(workers)]
    for thread in threads:
        thread.start()
    while all(t.is_alive() for t in threads) and not run.done():
        time.sleep(1)
        run.share = (time.monotonic() - began) / (minutes * 60)
        if time.monotonic() - saved > keep:
            run.write()
            saved = time.monotonic()
    run.stop = True
    for thread in threads:
        thread.join()
    run.write()


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=work_folder())
    parser.add_argument("--stage", choices=sorted(STAGES), required=True)
    parser.add_argument("--until", type=int, default=10**9, help="the update at which the stage ends")
    parser.add_argument("--minutes", type=float, default=10**9, help="end by the clock")
    parser.add_argument("--keep", type=float, default=480, help="seconds from checkpoint to checkpoint")
    parser.add_argument("--workers", type=int, default=1, help="on a processor: one for each idle core")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    parser.add_argument("--start", type=Path, help="a model folder to start from where no checkpoint is")
    parser.add_argument("--seen", type=int, default=0, help="target pieces that those weights have seen")
    for field in fields(Shape):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=int, default=field.default)
    args = parser.parse_args()
    prepare_processor()
    hardware = choose(args.device, processor_flags())
    shape = Shape(**{f.name: getattr(args, f.name) for f in fields(Shape)})
    start = Start(shape, args.start, args.seen)
    run = Run(args.folder, start, STAGES[args.stage], hardware, args.until)
    print(json.dumps({"device": hardware.device, "type": str(hardware.dtype), **asdict(run.progress)}))
    until_told(run, args.minutes, 1 if args.device == "cuda" else args.workers, args.keep)


if __name__ == "__main__":
    main()
