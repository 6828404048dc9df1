"""From power on to a code in three touches; then what is done to the program while it runs."""

import re
import subprocess
import time

from kiosk import UNIT, seconds_until
from machine import Failed

WAITING, HOME = "按任意键", "您想做什么"
# Rows of a list that can be touched, by their number.
LISTED = range(1, 7)


def power_on(machine, kiosk, table):
    machine.boot()
    kiosk.wait_until_drawn(timeout=300)
    table.row("通电到第一屏", machine.age(), within=20)
    kiosk.wait_for(WAITING)
    table.row("待机页在屏幕上", True)
    table.row("几列几行", "%d×%d" % kiosk.size()[::-1], equal="80×24")
    table.row("没有失败的服务", machine.run("systemctl --failed --no-legend --plain").strip(), equal="")
    complaints = machine.run(f"journalctl -b -a -u {UNIT} --no-pager | grep -c ' err:' || true").strip()
    table.row("cage、foot 说了几个错", int(complaints), equal=0)
    spent = seconds_until(lambda: kiosk.ask("status")["postings"], 120, "no postings from the feed")
    table.row("再过多久有活", spent, within=20)


def slowness(machine, kiosk, table):
    """The same work, here and inside: what a time under emulation would be on a machine like this one."""
    work = "demo-feed --items 5000 --out /tmp/box-work.ndjson"
    begun = time.monotonic()
    subprocess.run([f"{machine.folder}/zhaohuo", *work.split()], check=True, capture_output=True)
    here = time.monotonic() - begun
    spent = machine.run(f"date +%s.%N; zhaohuo {work}; rm /tmp/box-work.ndjson; date +%s.%N").split()
    table.row("同一件事，虚拟机里比外面慢几倍", (float(spent[-1]) - float(spent[0])) / here)


def by_touch(machine, kiosk, table, pictures):
    machine.touch(0.5, 0.5)
    kiosk.wait_for(HOME)
    kiosk.touch("今天就干")
    rows = kiosk.wait_for("看这个活")
    for choice in LISTED:
        title = next(row for row in rows if re.match(rf"\s+{choice}  \S", row)).split()[1]
        kiosk.touch(title)
        number = number_on(kiosk.wait_for("编号"))
        code, address = kiosk.code(), kiosk.show(number)["contact"]["url"]
        if pictures:
            machine.save_picture(f"{pictures}/code.png")
        if code:
            table.row("摸三下，二维码打开的就是这个活的网页", code, equal=address)
            return
        # An address that the hall does not allow: such a page has no code.
        kiosk.touch("返回")
        kiosk.wait_for("看这个活")
    raise Failed("no posting on the first page has a code")


def number_on(rows):
    for row in rows:
        found = re.search(r"编号\s+(\d{3}) (\d{3})", row)
        if found:
            return found[1] + found[2]
    raise Failed("no 编号 on the page")


def memory(machine, kiosk, table):
    for name, process in kiosk.processes():
        if name in ("cage", "foot", "zhaohuo"):
            kb = int(machine.run(f"awk '/^VmRSS/ {{print $2}}' /proc/{process}/status"))
            table.row(f"{name} 占内存（MB）", kb / 1024, most=128)


def killed(machine, kiosk, table):
    for name in ("zhaohuo", "foot", "cage"):
        before = kiosk.restarts()
        machine.run(f"kill -9 {kiosk.process(name)}")
        gone = kiosk.wait_until_gone()
        table.row(f"kill -9 {name} 到第一屏", gone + kiosk.wait_until_drawn(), within=3)
        table.row(f"kill -9 {name}：systemd 重启了几次", kiosk.restarts() - before, equal=1)


def wedged(machine, kiosk, table):
    before = kiosk.restarts()
    machine.run(f"kill -STOP {kiosk.process('zhaohuo')}")
    table.row("卡死（SIGSTOP）到 systemd 重启", kiosk.restart_counted(before), within=30)
    kiosk.wait_until_drawn()


def stopped(machine, kiosk, table):
    spent = machine.run("date +%s.%N; systemctl stop kiosk; date +%s.%N").split()
    table.row("systemctl stop", float(spent[1]) - float(spent[0]), within=2)
    table.row("停下的结果", machine.run("systemctl show kiosk -p Result --value").strip(), equal="success")
    machine.run("systemctl start kiosk")
    kiosk.wait_until_drawn()
