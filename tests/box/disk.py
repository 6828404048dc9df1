"""A disk with a volatile write cache, served to qemu over NBD.

What the guest has written and not flushed is in memory only. A power cut loses it as a real disk would: some of the
blocks have reached the platter, in no order, and the others never will.
"""

import os
import random
import socket
import struct
import threading

BLOCK = 4096
# Of the blocks that were not flushed, how many have reached the platter by themselves.
SETTLED = 0.5

# NBD, https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md
HELLO, OPTION, OPTION_REPLY = 0x4E42444D41474943, 0x49484156454F5054, 0x3E889045565A9
FIXED_NEWSTYLE_NO_ZEROES = 1 | 2
OPT_ABORT, OPT_INFO, OPT_GO = 2, 6, 7
REP_ACK, REP_INFO, REP_UNSUPPORTED = 1, 3, (1 << 31) + 1
HAS_FLAGS, SENDS_FLUSH, SENDS_FUA = 1, 4, 8
REQUEST, REPLY = 0x25609513, 0x67446698
READ, WRITE, DISCONNECT, FLUSH = 0, 1, 2, 3
FUA = 1
EINVAL = 22


class Disk:
    """The image file is the platter."""

    def __init__(self, image, path, seed=0):
        self.path_of_image = image
        self.image = os.open(image, os.O_RDWR)
        self.size = os.fstat(self.image).st_size
        self.path = path
        self.chance = random.Random(seed)
        self.cache = {}
        self.thread = None

    def plug(self):
        """Serves the one machine that connects to the path, until it goes."""
        if os.path.exists(self.path):
            os.unlink(self.path)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(self.path)
        listener.listen(1)
        self.thread = threading.Thread(target=self._serve, args=(listener,), daemon=True)
        self.thread.start()

    def cut(self):
        """The power goes, after the machine is gone. Returns how many blocks were in the cache, and how many are lost."""
        self.thread.join()
        cached = len(self.cache)
        settled = [block for block in self.cache if self.chance.random() < SETTLED]
        for block in settled:
            os.pwrite(self.image, self.cache[block], block * BLOCK)
        self.cache.clear()
        return cached, cached - len(settled)

    def settle(self):
        """The machine was switched off in order: a disk keeps its cache then."""
        self.thread.join()
        self._flush()

    def _serve(self, listener):
        peer, _ = listener.accept()
        listener.close()
        with peer, peer.makefile("rb", buffering=1 << 20) as requests:
            try:
                if self._greet(peer, requests):
                    while self._answer(peer, requests):
                        pass
            except (EOFError, ConnectionError):
                pass

    def _greet(self, peer, requests):
        peer.sendall(struct.pack(">QQH", HELLO, OPTION, FIXED_NEWSTYLE_NO_ZEROES))
        take(requests, 4)
        while True:
            _, option, length = struct.unpack(">QII", take(requests, 16))
            take(requests, length)

            def reply(kind, data=b""):
                peer.sendall(struct.pack(">QIII", OPTION_REPLY, option, kind, len(data)) + data)

            if option in (OPT_GO, OPT_INFO):
                reply(REP_INFO, struct.pack(">HQH", 0, self.size, HAS_FLAGS | SENDS_FLUSH | SENDS_FUA))
                reply(REP_ACK)
            else:
                reply(REP_ACK if option == OPT_ABORT else REP_UNSUPPORTED)
            if option in (OPT_GO, OPT_ABORT):
                return option == OPT_GO

    def _answer(self, peer, requests):
        _, flags, kind, handle, offset, length = struct.unpack(">IHHQQI", take(requests, 28))
        data, error = b"", 0
        if kind == READ:
            data = self._read(offset, length)
        elif kind == WRITE:
            self._write(offset, take(requests, length))
            if flags & FUA:
                self._flush()
        elif kind == FLUSH:
            self._flush()
        elif kind == DISCONNECT:
            return False
        else:
            error = EINVAL
        peer.sendall(struct.pack(">IIQ", REPLY, error, handle) + data)
        return True

    def _read(self, offset, length):
        first, last = offset // BLOCK, (offset + length - 1) // BLOCK
        cached = self.cache.keys() & range(first, last + 1) if self.cache else ()
        if not cached:
            return os.pread(self.image, length, offset)
        data = bytearray(os.pread(self.image, (last - first + 1) * BLOCK, first * BLOCK))
        for block in cached:
            at = (block - first) * BLOCK
            data[at : at + BLOCK] = self.cache[block]
        start = offset - first * BLOCK
        return bytes(data[start : start + length])

    def _write(self, offset, data):
        start = offset % BLOCK
        if start or len(data) % BLOCK:
            first = offset - start
            whole = bytearray(self._read(first, -(-(start + len(data)) // BLOCK) * BLOCK))
            whole[start : start + len(data)] = data
            offset, data = first, bytes(whole)
        for at in range(0, len(data), BLOCK):
            self.cache[(offset + at) // BLOCK] = data[at : at + BLOCK]

    def _flush(self):
        for block, data in self.cache.items():
            os.pwrite(self.image, data, block * BLOCK)
        self.cache.clear()


def take(stream, length):
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
