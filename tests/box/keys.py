"""Keys that lead out of a kiosk elsewhere, and a keyboard that is pulled out and put in."""

import itertools
import string
import time

from kiosk import seconds_until
from walk import HOME, WAITING

NOTHING = "没有变"
FUNCTION = [f"f{number}" for number in range(1, 13)]
LETTERS = string.ascii_lowercase

COMBINATIONS = {
    "Alt、Ctrl-Alt 加 F1–F12": [("alt", key) for key in FUNCTION] + [("ctrl", "alt", key) for key in FUNCTION],
    "Alt 加左右、Tab、Esc、空格": [
        (*held, key)
        for held in (("alt",), ("ctrl", "alt"))
        for key in ("left", "right", "up", "down", "tab", "esc", "spc", "ret", "backspace")
    ],
    # Seven within two seconds are another matter to systemd than one.
    "Ctrl-Alt-Del，还有连按八次": [("ctrl", "alt", "delete")] * 9,
    "SysRq 加字母、数字": [("alt", "sysrq", key) for key in LETTERS + string.digits],
    "Ctrl 加字母": [("ctrl", key) for key in LETTERS],
    "Ctrl-Shift 加字母（foot 的）": [("ctrl", "shift", key) for key in LETTERS],
    "Ctrl 加 + - 0、翻页、插入（foot 的）": [
        *(("ctrl", key) for key in ("equal", "minus", "0", "kp_add", "kp_subtract", "kp_0", "backslash", "bracket_left")),
        *(("shift", key) for key in ("pgup", "pgdn", "insert", "home", "end")),
        *(("ctrl", "shift", key) for key in ("pgup", "pgdn", "up", "down", "equal", "tab")),
    ],
    "Win 键加字母": [("meta_l", key) for key in LETTERS] + [("meta_l",), ("meta_l", "ret"), ("meta_l", "shift", "e")],
    "Ctrl、Shift、Win 加 F1–F12": [(held, key) for held in ("ctrl", "shift", "meta_l") for key in FUNCTION],
    "键盘上的电源、睡眠、打印屏幕、暂停": [
        ("power",), ("sleep",), ("wake",), ("print",), ("pause",), ("ctrl", "pause"), ("scroll_lock",), ("menu",),
        ("help",), ("stop",), ("calculator",), ("mail",),
    ],
}


def they_arrive(machine, kiosk, table):
    """Else nothing below would say anything: with SysRq allowed, its help is in the kernel's log."""
    machine.run("sysctl -q kernel.sysrq=1")
    machine.press("alt", "sysrq", "h")
    time.sleep(1)
    helped = machine.run("journalctl -k -b --no-pager | grep -c 'sysrq: HELP' || true").strip()
    machine.run("sysctl -q --system")
    table.row("先看按的键到不到：放开 SysRq，按 Alt-SysRq-H，内核回了几次", int(helped), equal=1)
    table.row("照包里的设置，SysRq", machine.run("cat /proc/sys/kernel/sysrq").strip(), equal="0")


def all_combinations(machine, kiosk, table):
    before = settled(machine, kiosk)
    for name, combinations in COMBINATIONS.items():
        for combination in combinations:
            machine.press(*combination)
        time.sleep(1)
        table.row(f"{name}（{len(combinations)} 样）", changes(before, settled(machine, kiosk)), equal=NOTHING)
    table.row("一共几样", sum(map(len, COMBINATIONS.values())), least=200)


def while_nothing_is_drawn(machine, kiosk, table):
    """The terminal belongs to nobody for the second before systemd starts the kiosk again."""
    before = settled(machine, kiosk)
    machine.run(f"kill -9 {kiosk.process('zhaohuo')}")
    pressed = press_until_drawn(machine, kiosk)
    after = settled(machine, kiosk) | {"restarts": before["restarts"], "runs": before["runs"]}
    table.row(f"重启那几秒里按（{pressed} 次）", changes(before, after), equal=NOTHING)


def while_it_boots(machine, kiosk, table):
    machine.boot()
    pressed = press_until_drawn(machine, kiosk)
    state = settled(machine, kiosk)
    table.row(f"开机时一直按（{pressed} 次）：没有重来", machine.resets, equal=0)
    table.row("开机时一直按：在哪个终端、有没有登录", (state["terminal"], state["logins"]), equal=("tty1", ""))


def press_until_drawn(machine, kiosk):
    """Returns how many combinations were pressed until a page was on the screen."""
    ways_out = [("ctrl", "alt", "delete"), ("alt", "sysrq", "b"), ("ctrl", "c")]
    ways_out += [(*held, f"f{number}") for number in (2, 3, 6, 7) for held in (("alt",), ("ctrl", "alt"))]
    gone = False
    for pressed, combination in enumerate(itertools.cycle(ways_out), 1):
        machine.press(*combination)
        drawn = kiosk.is_drawn()
        gone = gone or not drawn
        if gone and drawn or pressed > 5000:
            return pressed


def changes(before, after):
    return "，".join(f"{name}：{before[name]} → {after[name]}" for name in before if before[name] != after[name]) or NOTHING


def settled(machine, kiosk):
    """What no key may change."""
    kiosk.wait_until_drawn(timeout=120)
    return {
        "terminal": machine.run("cat /sys/class/tty/tty0/active").strip(),
        "logins": machine.run("ps -e -o comm= | grep -xE 'agetty|login|sulogin|bash' || true").strip(),
        "boot": machine.run("cat /proc/sys/kernel/random/boot_id").strip(),
        "jobs": machine.run("systemctl list-jobs --no-legend --plain").strip(),
        "restarts": kiosk.restarts(),
        "runs": sorted(kiosk.processes()),
        "size": kiosk.size(),
        "answers": bool(kiosk.rows()),
    }


def other_keyboard(machine, kiosk, table):
    """A USB keyboard is put in, the other one taken out; and then once more, as visitors do."""
    machine.plug_in_keyboard("usb")
    machine.pull_out("keyboard")
    use_keyboard(machine, kiosk)
    table.row("USB 键盘插上就能用", True)
    machine.pull_out("usb")
    time.sleep(2)
    table.row("键盘都拔了，屏幕还在", kiosk.is_drawn())
    machine.plug_in_keyboard("usb2")
    use_keyboard(machine, kiosk)
    table.row("再插上又能用", True)


def use_keyboard(machine, kiosk):
    """From the waiting screen to the next page, by a key."""
    seconds_until(lambda: "USB" in machine.run("grep Name= /proc/bus/input/devices"), 30, "no keyboard seen")
    time.sleep(3)
    if not any(WAITING in row for row in kiosk.rows()):
        machine.press("0")
        machine.press("0")
        kiosk.wait_for(WAITING, timeout=150)
    machine.press("ret")
    kiosk.wait_for(HOME)


def case_button(machine, kiosk, table):
    before = settled(machine, kiosk)
    machine.press_case_button()
    time.sleep(10)
    table.row("机箱上的电源键", changes(before, settled(machine, kiosk)), equal=NOTHING)
