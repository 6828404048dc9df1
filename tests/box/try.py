#!/usr/bin/env python3
"""A box of Debian 13 in qemu, from power on to power cuts; the figures are in docs/box.md.

    tests/box/image.sh FOLDER zhaohuo.deb       (once; as root)
    tests/box/try.py FOLDER                     (an hour and more in emulation; any user who may use /dev/kvm)

Needs qemu-system-x86, zbar-tools and e2fsprogs. Prints a table and ends with 1 where a promise was not kept. Times that are
promised count only under KVM: emulation (--accel tcg,thread=multi) is ten to thirty times slower.
"""

import argparse
import os
import signal
import subprocess
import sys

import cuts
import keys
import walk
from feed import Feed
from kiosk import Kiosk
from machine import Failed, Machine

PARTS = ("walk", "keys", "cuts")


class Table:
    """What was seen, and whether it was what was promised."""

    def __init__(self, timed):
        self.timed = timed
        self.failed = 0
        print("| 试了什么 | 该是 | 见到 | |\n| --- | --- | --- | --- |")

    def row(self, name, seen, equal=None, within=None, most=None, least=None):
        """`within` is in seconds, and only counts where the machine is as fast as a real one."""
        kept, promise = True, ""
        if equal is not None:
            kept, promise = seen == equal, brief(equal)
        elif within is not None:
            kept, promise = seen <= within, f"{within} 秒内"
        elif most is not None:
            kept, promise = seen <= most, f"最多 {most}"
        elif least is not None:
            kept, promise = seen >= least, f"至少 {least}"
        elif isinstance(seen, bool):
            kept, promise = seen, brief(True)
        counts = kept or within is None or self.timed
        self.failed += counts and not kept
        verdict = "对" if kept else "不对" if counts else "模拟的，不算"
        print(f"| {name} | {promise} | {brief(seen)} | {verdict if promise else ''} |", flush=True)


def brief(value):
    if isinstance(value, bool):
        return "是" if value else "不是"
    if isinstance(value, float):
        return f"{value:.1f}"
    if isinstance(value, tuple):
        return "，".join(map(brief, value))
    return str(value) or "没有"


def try_part(name, part, table):
    """A part that breaks is a row of the table; the others still run."""
    try:
        part()
    except (Failed, OSError) as error:
        table.row(f"{name}：没做完", str(error).replace("\n", " "), equal="做完")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="what image.sh made")
    parser.add_argument("--accel", default="kvm" if os.access("/dev/kvm", os.W_OK) else "tcg,thread=multi")
    parser.add_argument("--panel", default="1920x1080")
    parser.add_argument("--cuts", type=int, default=20, help="power cuts while it runs; half as many again while it boots")
    parser.add_argument("--only", choices=PARTS, action="append", help="a part; may be given again")
    parser.add_argument("--pictures", help="a folder for screen dumps")
    parser.add_argument("--seed", type=int, default=1, help="of when the power is cut, and what the disk loses")
    given = parser.parse_args()
    # Told to end, it ends its machine too, and says what it has.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    parts = given.only or PARTS

    disk = f"{given.folder}/disk.img"
    subprocess.run(["cp", "--sparse=always", f"{given.folder}/root.img", disk], check=True)
    panel = tuple(map(int, given.panel.split("x")))
    machine = Machine(given.folder, disk, panel, given.accel, given.seed)
    kiosk = Kiosk(machine)
    feed = Feed(given.folder)
    table = Table(timed=given.accel.startswith("kvm"))
    try:
        # The first boot of a new system makes what later ones have.
        try_part("开机", lambda: walk.power_on(machine, kiosk, table), table)
        if "walk" in parts:
            for step in (walk.slowness, walk.memory, walk.killed, walk.wedged, walk.stopped):
                try_part(step.__name__, lambda: step(machine, kiosk, table), table)
            try_part("摸", lambda: walk.by_touch(machine, kiosk, table, given.pictures), table)
        if "keys" in parts:
            for step in (keys.they_arrive, keys.all_combinations, keys.case_button, keys.while_nothing_is_drawn, keys.other_keyboard):
                try_part(step.__name__, lambda: step(machine, kiosk, table), table)
        table.row("systemctl poweroff 到关机", machine.shut_down(), within=20)
        if "keys" in parts:
            try_part("开机时按键", lambda: keys.while_it_boots(machine, kiosk, table), table)
            machine.shut_down()
        if "cuts" in parts:
            feed.slow_secs = 2
            try_part("断电", lambda: cuts.Cuts(machine, kiosk, feed, given.seed).run(given.cuts, table), table)
    finally:
        if machine.is_on():
            machine.cut()
    sys.exit(1 if table.failed else 0)


main()
