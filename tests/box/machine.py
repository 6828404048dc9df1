"""A virtual machine with a screen, a keyboard and a plug that can be pulled."""

import base64
import json
import os
import socket
import subprocess
import time

from disk import Disk

# An old box: two cores and a gigabyte.
MEMORY_MB = 1024
CORES = 2
# As on a box: nothing on the screen before the kiosk, and a kernel that is stuck starts again instead of asking.
KERNEL_LINE = "root=/dev/vda ro quiet loglevel=3 systemd.show_status=no vt.global_cursor_default=0 panic=10"
# For what takes longest: software emulation without KVM.
BOOT_SECS = 300
AGENT_POLL_SECS = 0.02
PATH = "PATH=/usr/sbin:/usr/bin:/sbin:/bin"


class Failed(Exception):
    """What was promised was not seen."""


class Machine:
    """`folder` is what image.sh made; `disk` the image that this machine may write to."""

    def __init__(self, folder, disk, panel, accel, seed=0):
        self.folder = folder
        self.accel = accel
        self.panel = panel
        self.disk = Disk(disk, f"{folder}/disk.sock", seed)
        self.qemu = None

    # Power.

    def boot(self):
        """Power on; returns at once."""
        self.disk.plug()
        self.resets = 0
        for name in ("qmp", "agent"):
            if os.path.exists(f"{self.folder}/{name}.sock"):
                os.unlink(f"{self.folder}/{name}.sock")
        log = open(f"{self.folder}/qemu.log", "w")
        self.switched_on = time.monotonic()
        self.qemu = subprocess.Popen(
            [
                "qemu-system-x86_64",
                *("-accel", self.accel),
                # The first x86-64 there was, as old boxes nearly are.
                *("-cpu", "qemu64"),
                *("-m", str(MEMORY_MB), "-smp", str(CORES), "-display", "none", "-vga", "none"),
                *("-kernel", f"{self.folder}/vmlinuz", "-initrd", f"{self.folder}/initrd.img"),
                *("-append", KERNEL_LINE),
                # With a write cache that the guest knows of, so that it flushes; qemu itself keeps nothing.
                *("-blockdev", f"driver=nbd,node-name=root,server.type=unix,server.path={self.disk.path}"),
                *("-device", "virtio-blk-pci,drive=root,write-cache=on"),
                *("-device", "virtio-vga,id=screen,xres=%d,yres=%d" % self.panel),
                *("-device", "virtio-keyboard-pci,id=keyboard", "-device", "qemu-xhci"),
                *("-nic", "user,model=virtio-net-pci"),
                *("-qmp", f"unix:{self.folder}/qmp.sock,server=on,wait=off"),
                *("-chardev", f"socket,id=agent,path={self.folder}/agent.sock,server=on,wait=off"),
                *("-device", "virtio-serial-pci"),
                *("-device", "virtserialport,chardev=agent,name=org.qemu.guest_agent.0"),
            ],
            stdout=log,
            stderr=log,
        )
        self.control = connect(f"{self.folder}/qmp.sock", self.qemu)
        self.control.readline()
        self.qmp("qmp_capabilities")
        self.agent = None

    def age(self):
        """Seconds since power on."""
        return time.monotonic() - self.switched_on

    def cut(self):
        """The plug is pulled. Returns how many blocks the disk had not yet written, and how many of them it lost."""
        self.qemu.kill()
        self.qemu.wait()
        return self.disk.cut()

    def shut_down(self, timeout=120):
        """As staff do it over SSH. Returns the seconds until the machine is off."""
        begun = time.monotonic()
        self.begin("systemctl poweroff")
        try:
            self.qemu.wait(timeout)
        except subprocess.TimeoutExpired:
            raise Failed(f"still on {timeout} s after systemctl poweroff") from None
        self.disk.settle()
        return time.monotonic() - begun

    def press_case_button(self):
        self.qmp("system_powerdown")

    def is_on(self):
        return self.qemu is not None and self.qemu.poll() is None

    # What a person sees and does.

    def picture(self):
        path = f"{self.folder}/screen.ppm"
        self.qmp("screendump", filename=path)
        with open(path, "rb") as file:
            return Picture(file.read())

    def save_picture(self, path):
        self.qmp("screendump", filename=os.path.abspath(path), format="png")

    def press(self, *keys, hold_secs=0.04):
        """Keys down together, and up again; by the names of qemu's QKeyCode."""
        for down, order in ((True, keys), (False, reversed(keys))):
            events = [
                {"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}} for key in order
            ]
            # A keyboard that belongs to the screen has precedence.
            self.qmp("input-send-event", device="screen", head=0, events=events)
            time.sleep(hold_secs if down else 0.02)

    def touch(self, x, y):
        """A tap; 0 to 1 from the top left corner."""
        self.run(f"echo {x:.5f} {y:.5f} > /run/touch")

    def plug_in_keyboard(self, name):
        """By USB; from then on it is the one that is pressed."""
        self.qmp("device_add", driver="usb-kbd", id=name, display="screen")

    def pull_out(self, name):
        self.qmp("device_del", id=name)

    # What only the test does.

    def qmp(self, command, **arguments):
        self.control.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.control.flush()
        while True:
            line = self.control.readline()
            if not line:
                raise Failed(f"qemu has gone; see {self.folder}/qemu.log")
            answer = json.loads(line)
            if "error" in answer:
                raise Failed(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
            if answer.get("event") == "RESET":
                self.resets += 1

    def run(self, command, timeout=60, check=True):
        """A shell command as root inside; its output. Fails where it does, or says nothing in time."""
        code, output = self.try_to_run(command, timeout)
        if check and code:
            raise Failed(f"{command}: exit {code}: {output.strip()}")
        return output

    def try_to_run(self, command, timeout=60):
        pid = self.begin(command)
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            state = self._ask("guest-exec-status", pid=pid)
            if state["exited"]:
                out = base64.b64decode(state.get("out-data", "")) + base64.b64decode(state.get("err-data", ""))
                return state.get("exitcode", -1), out.decode("utf-8", "replace")
            time.sleep(AGENT_POLL_SECS)
        raise Failed(f"{command}: nothing in {timeout} s")

    def begin(self, command):
        """Begins a command and waits for nothing."""
        call = {"path": "/bin/sh", "arg": ["-c", command], "env": ["HOME=/root", PATH], "capture-output": True}
        return self._ask("guest-exec", **call)["pid"]

    def _ask(self, command, **arguments):
        if self.agent is None:
            self.agent = connect(f"{self.folder}/agent.sock", self.qemu)
            # Lies in the pipe until the agent runs: its answer is the sign that it does.
            self._say("guest-sync", id=os.getpid())
        return self._say(command, **arguments)

    def _say(self, command, **arguments):
        self.agent.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.agent.flush()
        line = self.agent.readline()
        if not line:
            raise Failed("the guest's agent has gone")
        answer = json.loads(line)
        if "error" in answer:
            raise Failed(f"{command}: {answer['error']['desc']}")
        return answer["return"]


class Picture:
    """A screen dump: rows of pixels, three bytes each."""

    def __init__(self, ppm):
        kind, size, _, self.pixels = ppm.split(b"\n", 3)
        assert kind == b"P6"
        self.width, self.height = map(int, size.split())

    def share(self, colour, top=0.0, bottom=1.0, every=97):
        """How much of the picture between two heights is of this colour, by every so manieth pixel."""
        begin, end = (int(self.height * part) * self.width * 3 for part in (top, bottom))
        seen = [self.pixels[at : at + 3] for at in range(begin, end, 3 * every)]
        return seen.count(bytes.fromhex(colour)) / len(seen)


def connect(path, process):
    while True:
        stream = socket.socket(socket.AF_UNIX)
        stream.settimeout(BOOT_SECS)
        try:
            stream.connect(path)
            return stream.makefile("rw")
        except (FileNotFoundError, ConnectionRefusedError):
            stream.close()
            if process.poll() is not None:
                raise Failed("qemu does not start; see qemu.log") from None
            time.sleep(0.02)
