"""Power cuts: while staff decide, while a feed is pulled, while it boots."""

import json
import random
import subprocess
import time

from kiosk import seconds_until
from machine import Failed

# What staff decide, with the number of a posting; each leaves a line in the log.
VERBS = (
    "full {number}",
    "reopen {number}",
    "hide {number} --reason 停电试验",
    "unhide {number}",
    "pin {number}",
    "unpin {number}",
    "remark {number} --text 停电试验",
    "add 卸车 --pay 200 --people 5 --time 23:59 --phone '0532-0000 0101'",
    "notice 停电试验",
)
# How long a cut waits at most, in decisions: so that it falls before, into and after the writes, on fast machines and slow.
DECISION_IS_MADE, PULL_IS_STORED = 1.5, 4


class Cuts:
    def __init__(self, machine, kiosk, feed, seed=0):
        self.machine, self.kiosk, self.feed = machine, kiosk, feed
        self.chance = random.Random(seed)
        self.acknowledged = {}
        self.numbers = []
        self.one_takes = 0
        self.boots = []
        self.done = {"decision": 0, "pull": 0, "boot": 0}
        self.cached = self.lost = self.replayed = 0

    def run(self, count, table):
        """So many cuts while staff decide or a feed is pulled, in turn; at each other one, the boot after it is cut too."""
        try:
            self.up()
            for turn in range(count):
                self.decide()
                self.begin_pull() if turn % 2 else self.begin_decision()
                self.cut("pull" if turn % 2 else "decision")
                if turn % 4 in (1, 2):
                    self.machine.boot()
                    time.sleep(self.chance.uniform(0, max(self.boots)))
                    self.cut("boot")
                self.up()
                print(f"  {turn + 1}/{count}: back in {self.boots[-1]:.0f} s, {len(self.acknowledged)} kept", flush=True)
            self.machine.shut_down()
        finally:
            self.report(table)
        found = subprocess.run(["e2fsck", "-fn", self.machine.disk.path_of_image], capture_output=True, text=True)
        table.row("最后 e2fsck -fn 整个盘", found.returncode, equal=0)

    def report(self, table):
        done = self.done
        table.row("断电几次：正在记决定时", done["decision"])
        table.row("断电几次：正在更新数据时", done["pull"])
        table.row("断电几次：正在开机时", done["boot"])
        table.row("断电时盘上还没写下的块：共几块，没了几块", (self.cached, self.lost))
        table.row("开机时文件系统重放日志几次", self.replayed)
        table.row("得了回话的决定，都在", len(self.acknowledged))
        boots = sorted(self.boots) or [0]
        table.row("断电后通电到第一屏，一半在这以内", boots[len(boots) // 2])
        table.row("断电后通电到第一屏，最慢", boots[-1], within=20)

    def up(self):
        """Boots; whatever was acknowledged must be there."""
        self.machine.boot()
        self.kiosk.wait_until_drawn(timeout=300)
        self.boots.append(self.machine.age())
        checked = self.machine.try_to_run("cat /run/initramfs/fsck.log; journalctl -k -b --no-pager")[1]
        self.replayed += "recovering journal" in checked or "recovery complete" in checked
        if "UNEXPECTED INCONSISTENCY" in checked:
            raise Failed(f"fsck wants somebody: {checked}")
        code, said = self.kiosk.log_is_whole()
        if code:
            raise Failed(f"the log is not whole: {said}")
        found = {entry["seq"]: (entry["act"], entry["posting"]) for entry in self.kiosk.log()}
        missing = {seq: what for seq, what in self.acknowledged.items() if found.get(seq) != what}
        if missing:
            raise Failed(f"acknowledged and lost: {missing}")
        # The first page is drawn before the postings are read from the store.
        seconds_until(lambda: self.kiosk.ask("status")["postings"], 60, "no postings after a boot")
        self.numbers = self.numbers or self.kiosk.numbers()

    def decide(self):
        """One to three decisions, each acknowledged."""
        for _ in range(self.chance.randint(1, 3)):
            begun = time.monotonic()
            code, answer = self.machine.try_to_run(f"zhaohuo staff {self.verb()} --json")
            self.one_takes = time.monotonic() - begun
            # Refused where it is so already; then nothing was promised.
            if code:
                print(f"  refused: {answer.strip()}", flush=True)
            else:
                entry = json.loads(answer)
                self.acknowledged[entry["seq"]] = entry["act"], entry["posting"]

    def begin_decision(self):
        self.machine.begin(f"zhaohuo staff {self.verb()}")
        time.sleep(self.chance.uniform(0, DECISION_IS_MADE * self.one_takes))

    def begin_pull(self):
        self.machine.begin("zhaohuo staff pull")
        time.sleep(self.chance.uniform(0, self.feed.slow_secs + PULL_IS_STORED * self.one_takes))

    def verb(self):
        return self.chance.choice(VERBS).format(number=self.chance.choice(self.numbers))

    def cut(self, what):
        cached, lost = self.machine.cut()
        self.cached += cached
        self.lost += lost
        self.done[what] += 1
