"""What the test knows of 找活 on its machine."""

import json
import subprocess
import time
import unicodedata

from machine import Failed

UNIT = "kiosk.service"
STORE = "--data /var/lib/zhaohuo"
# The background of packaging/foot.ini. A Linux console is #000000.
BACKGROUND = "121212"
# A page has much of it, and in its last row a bar of another colour (rows may leave a few pixels below them); a terminal
# that only begins has it there too.
LEAST_BACKGROUND, MOST_BACKGROUND_BELOW = 0.3, 0.5
LAST_ROW = 1 - 1 / 24
# A screen dump is some work for qemu too.
POLL_SECS = 0.1


class Kiosk:
    def __init__(self, machine):
        self.machine = machine

    # On the screen.

    def is_drawn(self):
        picture = self.machine.picture()
        below = picture.share(BACKGROUND, LAST_ROW, every=7)
        return picture.share(BACKGROUND) > LEAST_BACKGROUND and below < MOST_BACKGROUND_BELOW

    def wait_until_drawn(self, timeout=60):
        """Seconds until a page of 找活 is on the screen."""
        return seconds_until(self.is_drawn, timeout, "no page of the kiosk on the screen")

    def wait_until_gone(self, timeout=60):
        return seconds_until(lambda: not self.is_drawn(), timeout, "the kiosk does not leave the screen")

    def code(self):
        """What the code on the screen says, read by zbarimg from the picture; None where there is none."""
        path = f"{self.machine.folder}/code.png"
        self.machine.save_picture(path)
        done = subprocess.run(
            ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", path], capture_output=True, text=True
        )
        return done.stdout.strip() or None

    # As it says itself.

    def rows(self):
        return self.ask("screen")["rows"]

    def wait_for(self, text, timeout=20):
        """The rows of the screen once this text is among them."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            rows = self.rows()
            if any(text in row for row in rows):
                return rows
            time.sleep(POLL_SECS)
        raise Failed(f"no {text} on the screen:\n" + "\n".join(self.rows()))

    def touch(self, text):
        """Touches the middle of this text."""
        rows = self.rows()
        for row, line in enumerate(rows):
            if text in line:
                column = cells(line[: line.index(text)]) + cells(text) / 2
                height, width = self.size()
                self.machine.touch(column / width, (row + 0.5) / height)
                return
        raise Failed(f"no {text} to touch:\n" + "\n".join(rows))

    def size(self):
        """Rows and columns of the terminal."""
        terminal = f"/proc/{self.process('zhaohuo')}/fd/0"
        return tuple(map(int, self.machine.run(f"stty -F $(readlink {terminal}) size").split()))

    # Staff.

    def ask(self, verb):
        return json.loads(self.machine.run(f"zhaohuo staff {verb} --json"))

    def log(self):
        return self.ask("log --last 100000")

    def log_is_whole(self):
        return self.machine.try_to_run(f"zhaohuo staff log --verify {STORE}")

    def show(self, number):
        return json.loads(self.machine.run(f"zhaohuo show {number} {STORE} --json"))[0]

    def numbers(self):
        listed = json.loads(self.machine.run(f"zhaohuo jobs {STORE} --json --limit 200"))
        return [posting["number"] for posting in listed]

    # systemd.

    def restarts(self):
        return int(self.machine.run(f"systemctl show {UNIT} -p NRestarts --value"))

    def processes(self):
        """Names and numbers of all that runs in the unit."""
        group = self.machine.run(f"systemctl show {UNIT} -p ControlGroup --value").strip()
        listed = self.machine.run(f"cd /proc; for p in $(cat /sys/fs/cgroup{group}/cgroup.procs); do echo $(cat $p/comm) $p; done")
        return [(name, int(number)) for name, number in map(str.split, listed.splitlines())]

    def process(self, name):
        for found, number in self.processes():
            if found == name:
                return number
        raise Failed(f"no {name} runs in {UNIT}")

    def restart_counted(self, since, timeout=120):
        """Seconds until systemd has started it again."""
        return seconds_until(lambda: self.restarts() > since, timeout, "systemd does not start it again")


def seconds_until(condition, timeout, otherwise):
    begun = time.monotonic()
    while time.monotonic() < begun + timeout:
        if condition():
            return time.monotonic() - begun
        time.sleep(POLL_SECS)
    raise Failed(f"{otherwise} in {timeout} s")


def cells(text):
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
