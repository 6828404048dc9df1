#!/usr/bin/env python3
"""Installs the package on a booted Debian without a screen, and sees that systemd keeps the kiosk up.

    tests/box/installed.py PACKAGE.deb [SUITE]

SUITE is bookworm or trixie (the default). A minimal Debian is made by mmdebstrap, and booted by systemd-nspawn with its
own systemd; the kiosk's unit runs there with all its limits, cage and foot on a picture that nobody sees. Needs root,
mmdebstrap, systemd-nspawn and dpkg-deb; where one is missing it says so and ends with 0. Ends with 1 where a promise is
not kept, and prints each with its figure.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NAME = "the_package_on_a_booted_debian"
NEEDED = ["mmdebstrap", "systemd-nspawn", "dpkg-deb", "nsenter"]
# Of a machine with one busy core; the promises themselves are checked by their own figures.
PATIENCE_SECS = 90
INSTALL_SECS = 600

# What the staff are told then.
SAFE = "安全模式"

# What a box without a screen has otherwise: no console to take, and a picture in memory.
HEADLESS = """[Unit]
ConditionPathExists=
[Service]
TTYPath=
TTYReset=no
TTYVHangup=no
TTYVTDisallocate=no
StandardInput=null
Environment=WLR_BACKENDS=headless WLR_LIBINPUT_NO_DEVICES=1 PANEL=1280x720
"""


def run(*words, check=True, **more):
    return subprocess.run(words, check=check, text=True, capture_output=True, **more)


def mirror():
    """Where this machine takes Debian's packages from."""
    for file in [Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list")]:
        if file.exists():
            found = re.search(r"^(?:URIs:|deb(?: \[[^]]*\])?) *(https?://\S+)", file.read_text(), re.MULTILINE)
            if found:
                return found[1]
    return "http://deb.debian.org/debian"


class Unable(Exception):
    """This machine cannot boot a Debian, or cannot get one."""


class Box:
    """A booted Debian in a folder."""

    def __init__(self, tree):
        self.tree = tree
        log = open(tree.parent / "boot.log", "w")
        command = ["systemd-nspawn", "-D", str(tree), "--register=no", "--keep-unit", "--console=pipe", "-b"]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.leader = None
        end = time.monotonic() + PATIENCE_SECS
        while time.monotonic() < end:
            children = run("pgrep", "-P", str(self.process.pid), check=False).stdout.split()
            if children:
                self.leader = children[0]
                state = self.inside("systemctl", "is-system-running", check=False).stdout.strip()
                if state in ("running", "degraded"):
                    return
            time.sleep(0.05)
        raise Unable(f"a bare Debian does not boot here: {(tree.parent / 'boot.log').read_text()[-300:]}")

    def inside(self, *words, check=True, timeout=INSTALL_SECS):
        """A command inside, as root there."""
        done = run("nsenter", "-t", self.leader, "-a", "env", "-i", "PATH=/usr/sbin:/usr/bin", "LANG=C.UTF-8", "HOME=/root",
                   "DEBIAN_FRONTEND=noninteractive", *words, check=False, timeout=timeout)
        if check and done.returncode != 0:
            sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
                     f"\n{self.journal()}")
        return done

    def show(self, name, unit="kiosk.service"):
        return self.inside("systemctl", "show", unit, "-p", name, "--value").stdout.strip()

    def journal(self):
        return self.inside("journalctl", "-u", "kiosk", "--no-pager", "-n", "40", "-o", "short-monotonic",
                           check=False).stdout

    def pid(self, name="zhaohuo"):
        found = self.inside("pgrep", "-x", name, check=False).stdout.split()
        return found[0] if found else None

    def ready_after(self, moment):
        """Seconds from `moment` (of the monotonic clock) until the unit was ready again, its first frame drawn."""
        end = time.monotonic() + PATIENCE_SECS
        while time.monotonic() < end:
            since = int(self.show("ActiveEnterTimestampMonotonic") or 0) / 1e6
            if since > moment and self.show("ActiveState") == "active":
                return since - moment
            time.sleep(0.05)
        sys.exit(f"the kiosk does not come back\n{self.journal()}")

    def until(self, question, what):
        end = time.monotonic() + PATIENCE_SECS
        while time.monotonic() < end:
            answer = question()
            if answer:
                return answer
            time.sleep(0.1)
        sys.exit(f"waited in vain for {what}\n{self.journal()}")

    def staff(self, *words):
        return self.inside("zhaohuo", "staff", *words)

    def status(self):
        done = self.inside("zhaohuo", "staff", "status", "--json", check=False)
        return json.loads(done.stdout) if done.returncode == 0 else None

    def halt(self):
        if self.leader:
            run("kill", "-s", "RTMIN+4", self.leader, check=False)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


class Ledger:
    """What was promised, and what was seen."""

    def __init__(self):
        self.broken = 0

    def within(self, what, seconds, limit):
        self.line(what, f"{seconds:.2f} s", f"≤ {limit} s", seconds <= limit)

    def holds(self, what, is_so, seen=""):
        self.line(what, seen or ("yes" if is_so else "no"), "", is_so)

    def line(self, what, seen, limit, kept):
        self.broken += not kept
        print(f"{'ok    ' if kept else 'BROKEN'} {what:<58} {seen} {limit}".rstrip(), flush=True)


def make_tree(folder, suite):
    tree = folder / "tree"
    made = run("mmdebstrap", "--variant=minbase", "--include=systemd,systemd-sysv,dbus,procps", suite, str(tree), mirror(),
               check=False)
    if made.returncode != 0:
        raise Unable(f"no Debian is to be had: {made.stderr[-300:]}")
    # Starts with no machine's name or number.
    (tree / "etc/hostname").write_text("hall\n")
    drop_in = tree / "etc/systemd/system/kiosk.service.d"
    drop_in.mkdir(parents=True)
    (drop_in / "headless.conf").write_text(HEADLESS)
    (tree / "var/lib/prometheus/node-exporter").mkdir(parents=True)
    return tree


def files_of(tree):
    """What the package could have left: everything but what apt and the system write for themselves."""
    found = set()
    for top in ["etc", "usr/bin", "usr/lib/systemd", "usr/lib/sysusers.d", "usr/lib/tmpfiles.d", "usr/lib/sysctl.d",
                "usr/lib/zhaohuo", "usr/share/doc/zhaohuo", "usr/share/man/man1", "var/lib/zhaohuo",
                "var/cache/zhaohuo", "var/lib/private", "var/lib/prometheus"]:
        for path, folders, files in os.walk(tree / top):
            found.update(f"{path}/{name}".removeprefix(str(tree)) for name in files)
    return {name for name in found if "zhaohuo" in name or "kiosk" in name or "ctrl-alt-del" in name}


def newer(package, folder):
    """The same package with a higher version: an upgrade."""
    root = folder / "newer"
    run("dpkg-deb", "-R", str(package), str(root))
    control = root / "DEBIAN/control"
    control.write_text(re.sub(r"(?m)^Version: .*", r"\g<0>+upgrade1", control.read_text()))
    made = folder / "zhaohuo_upgrade.deb"
    run("dpkg-deb", "--root-owner-group", "-b", str(root), str(made))
    return made


def install(box, ledger, package):
    shutil.copy(package, box.tree / "srv/zhaohuo.deb")
    got = box.inside("apt-get", "update", "-qq", check=False)
    # What it needs, first: the network's speed is not what is measured.
    depends = run("dpkg-deb", "-f", str(package), "Depends").stdout
    names = {re.split(r"[ (|]", part.strip())[0] for part in depends.split(",")} | {"xwayland"}
    got = got.returncode or box.inside("apt-get", "install", "-qq", "--no-install-recommends", *sorted(names),
                                       check=False).returncode
    if got:
        raise Unable("Debian's packages cannot be fetched")
    before = files_of(box.tree)
    began = time.monotonic()
    box.inside("apt-get", "install", "-qq", "--no-install-recommends", "/srv/zhaohuo.deb")
    ledger.within("apt install, to READY (first frame drawn)", box.ready_after(began), 30)
    ledger.holds("enabled for the next start", box.inside("systemctl", "is-enabled", "kiosk").stdout.strip() == "enabled")
    return before


def staying_up(box, ledger):
    status = box.until(lambda: re.search(r"数据截至.* [1-9][\d,]* 个活", box.show("StatusText")), "a status line with postings")
    ledger.holds("systemctl status says how things are", True, status[0])
    seen = box.staff("screen").stdout
    ledger.holds("the screen is drawn", "找活" in seen)
    ledger.holds("nothing is restarted meanwhile", box.show("NRestarts") == "0")

    moment = time.monotonic()
    box.inside("kill", "-9", box.pid())
    ledger.within("kill -9 → first frame", box.ready_after(moment), 3)

    moment = time.monotonic()
    box.inside("kill", "-STOP", box.pid())
    ledger.within("a wedged program (SIGSTOP) → first frame, by the watchdog", box.ready_after(moment), 30)
    said = box.journal()
    ledger.holds("the journal names the watchdog", "atchdog" in said)
    left = box.inside("pgrep", "-c", "-x", "zhaohuo", check=False).stdout.strip()
    ledger.holds("one program is left of all that", left == "1", f"{left} running")


def stopping(box, ledger):
    moment = time.monotonic()
    box.inside("systemctl", "stop", "kiosk")
    ledger.within("systemctl stop", time.monotonic() - moment, 2)
    # cage 0.1 ends by the signal itself; what counts is that nobody had to be killed.
    result = box.show("Result")
    ledger.holds("nobody had to be killed", result in ("success", "signal"), result)
    moment = time.monotonic()
    box.inside("systemctl", "start", "kiosk")
    ledger.within("systemctl start, to READY", box.ready_after(moment), 10)


def crashing(box, ledger):
    """Three within a minute: the next start leaves out what was on the screen, and staff hear of it."""
    for _ in range(3):
        moment = time.monotonic()
        box.inside("kill", "-9", box.until(box.pid, "the program"))
        box.ready_after(moment)
    said = box.until(lambda: SAFE in box.staff("status").stdout, "a word of the safe mode") and box.staff("status").stdout
    ledger.holds("after three crashes in a minute: safe mode", SAFE in said, next(
        (line for line in said.splitlines() if SAFE in line), ""))


def accounts(box, ledger):
    box.inside("useradd", "-m", "-G", "zhaohuo-staff", "op1")
    box.inside("useradd", "-m", "other")
    allowed = box.inside("runuser", "-u", "op1", "--", "zhaohuo", "staff", "status", check=False)
    ledger.holds("an account of the staff is answered", allowed.returncode == 0)
    read = box.inside("runuser", "-u", "op1", "--", "cat", "/etc/zhaohuo/config.toml", check=False)
    ledger.holds("it reads what the hall is called", read.returncode == 0)
    counted = box.inside("zhaohuo", "counts", check=False)
    ledger.holds("root reads what the kiosk has", counted.returncode == 0, counted.stderr.strip()[:60])
    refused = box.inside("runuser", "-u", "other", "--", "zhaohuo", "staff", "status", check=False)
    ledger.holds("another account is not", refused.returncode != 0, refused.stderr.strip()[:60])
    for path in ["/var/lib/zhaohuo", "/etc/zhaohuo/credentials", "/etc/zhaohuo/config.toml"]:
        done = box.inside("runuser", "-u", "other", "--", "ls", path + "/.", check=False)
        read = box.inside("runuser", "-u", "other", "--", "cat", path, check=False)
        ledger.holds(f"{path} is not for others", done.returncode != 0 and read.returncode != 0)


def metrics(box, ledger):
    file = box.tree / "var/lib/prometheus/node-exporter/zhaohuo.prom"
    unit = file.with_name("zhaohuo-unit.prom")

    def collected():
        box.inside("systemctl", "start", "zhaohuo-metrics.service")
        return file.exists() and "zhaohuo_postings_offered" in file.read_text()

    box.until(collected, "the metrics of the kiosk")
    ledger.holds("the metrics are collected", "zhaohuo_unit_active 1" in unit.read_text())
    timer = box.inside("systemctl", "is-active", "zhaohuo-metrics.timer", check=False).stdout.strip()
    ledger.holds("and each minute again", timer == "active", timer)


def lock_down(box, ledger):
    exposure = box.inside("systemd-analyze", "security", "--offline=true", "/usr/lib/systemd/system/kiosk.service",
                          "--no-pager").stdout
    score = float(re.search(r"Overall exposure level[^:]*: ([0-9.]+)", exposure)[1])
    ledger.holds("systemd-analyze security", score <= 2.5, f"{score} ≤ 2.5")
    masked = box.inside("systemctl", "is-enabled", "ctrl-alt-del.target", check=False).stdout.strip()
    ledger.holds("Ctrl-Alt-Del restarts nothing", masked == "masked", masked)
    burst = box.inside("systemctl", "show", "-p", "CtrlAltDelBurstAction", "--value", check=False).stdout.strip()
    ledger.holds("nor seven times", burst in ("none", ""), burst)


def upgrading(box, ledger, package):
    chosen = next(posting for posting in json.loads(box.staff("find", "搬运", "--json").stdout)["postings"]
                  if not posting["held"])
    box.staff("full", chosen["number"])
    old = box.pid()
    shutil.copy(newer(package, box.tree.parent), box.tree / "srv/newer.deb")
    box.inside("apt-get", "install", "-qq", "--no-install-recommends", "/srv/newer.deb")
    ready = int(box.show("ActiveEnterTimestampMonotonic")) / 1e6
    stopped = int(box.show("InactiveEnterTimestampMonotonic") or 0) / 1e6
    ledger.holds("an upgrade takes the place of the running program", box.pid() != old)
    ledger.within("the screen was dark for", ready - stopped, 5)

    def found():
        done = box.inside("zhaohuo", "staff", "find", chosen["number"], "--json", check=False)
        return done.returncode == 0 and json.loads(done.stdout)["postings"]

    again = box.until(found, "the posting from before the upgrade")[0]
    ledger.holds("the same data, and what was decided", again["full"] and again["title"] == chosen["title"])


def leaving(box, ledger, before):
    box.inside("apt-get", "remove", "-qq", "zhaohuo")
    ledger.holds("removed: nothing runs", box.pid() is None)
    ledger.holds("removed: its data stays", (box.tree / "var/lib/zhaohuo").is_dir())
    box.inside("userdel", "-r", "op1", check=False)
    box.inside("apt-get", "purge", "-qq", "zhaohuo")
    left = sorted(files_of(box.tree) - before)
    ledger.holds("purged: no file is left", not left, " ".join(left))
    users = box.inside("getent", "passwd", "zhaohuo", check=False).stdout
    groups = box.inside("getent", "group", "zhaohuo-staff", "zhaohuo", check=False).stdout
    ledger.holds("purged: no account is left", not users and not groups, (users + groups).strip())
    failed = box.inside("systemctl", "--failed", "--no-legend", "--plain").stdout.strip()
    ledger.holds("and no unit has failed", not failed, failed)


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__)
    package, suite = Path(sys.argv[1]).resolve(), (sys.argv[2:] or ["trixie"])[0]
    missing = [name for name in NEEDED if not shutil.which(name)]
    if os.geteuid() != 0 or missing:
        skip(f"needs root{''.join(f', {name}' for name in missing)}")
        return
    ledger = Ledger()
    try:
        with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
            try_all(Path(folder), suite, package, ledger)
    except Unable as reason:
        skip(" ".join(str(reason).split()))
    if ledger.broken:
        sys.exit(f"{ledger.broken} promises are not kept")


def try_all(folder, suite, package, ledger):
    box = Box(make_tree(folder, suite))
    try:
        print(f"{suite}, {box.inside('systemctl', '--version').stdout.splitlines()[0]}", flush=True)
        before = install(box, ledger, package)
        staying_up(box, ledger)
        stopping(box, ledger)
        crashing(box, ledger)
        accounts(box, ledger)
        metrics(box, ledger)
        lock_down(box, ledger)
        upgrading(box, ledger, package)
        leaving(box, ledger, before)
    finally:
        box.halt()


def skip(reason):
    print(f"SKIPPED: {NAME}: {reason}", file=sys.stderr)


if __name__ == "__main__":
    main()
