"""A touchscreen made by uinput. Each line "X Y" in the pipe (0 to 1, from the top left corner) is one tap."""

import fcntl
import os
import struct
import sys
import time

# linux/input-event-codes.h
EV_SYN, EV_KEY, EV_ABS = 0, 1, 3
BTN_TOUCH = 0x14A
ABS_X, ABS_Y = 0x00, 0x01
ABS_MT_SLOT, ABS_MT_POSITION_X, ABS_MT_POSITION_Y, ABS_MT_TRACKING_ID = 0x2F, 0x35, 0x36, 0x39
INPUT_PROP_DIRECT = 1
BUS_VIRTUAL = 6

# linux/uinput.h: _IO('U', n), and _IOW('U', n, SIZE) for what takes an argument.
UI_DEV_CREATE = 0x5501


def ui_write(number, size):
    return 0x40000000 | size << 16 | 0x5500 | number


UI_DEV_SETUP = ui_write(3, 92)
UI_ABS_SETUP = ui_write(4, 28)
UI_SET_EVBIT = ui_write(100, 4)
UI_SET_KEYBIT = ui_write(101, 4)
UI_SET_PROPBIT = ui_write(110, 4)

FINEST = 32767
FINGERS = 9
# How long a finger rests; foot takes less than this for a tap and more than 300 ms for a press.
TAP_SECS = 0.08


def make():
    device = os.open("/dev/uinput", os.O_WRONLY)
    fcntl.ioctl(device, UI_SET_EVBIT, EV_KEY)
    fcntl.ioctl(device, UI_SET_EVBIT, EV_ABS)
    fcntl.ioctl(device, UI_SET_KEYBIT, BTN_TOUCH)
    fcntl.ioctl(device, UI_SET_PROPBIT, INPUT_PROP_DIRECT)
    for axis, finest in (
        (ABS_X, FINEST),
        (ABS_Y, FINEST),
        (ABS_MT_SLOT, FINGERS),
        (ABS_MT_POSITION_X, FINEST),
        (ABS_MT_POSITION_Y, FINEST),
        (ABS_MT_TRACKING_ID, 65535),
    ):
        fcntl.ioctl(device, UI_ABS_SETUP, struct.pack("Hxx6i", axis, 0, 0, finest, 0, 0, 0))
    fcntl.ioctl(device, UI_DEV_SETUP, struct.pack("HHHH80sI", BUS_VIRTUAL, 1, 1, 1, b"touchscreen", 0))
    fcntl.ioctl(device, UI_DEV_CREATE)
    return device


def report(device, *events):
    now = time.time()
    for kind, code, value in (*events, (EV_SYN, 0, 0)):
        os.write(device, struct.pack("llHHi", int(now), int(now % 1 * 1e6), kind, code, value))


def tap(device, finger, x, y):
    x, y = int(x * FINEST), int(y * FINEST)
    report(
        device,
        (EV_ABS, ABS_MT_SLOT, 0),
        (EV_ABS, ABS_MT_TRACKING_ID, finger),
        (EV_ABS, ABS_MT_POSITION_X, x),
        (EV_ABS, ABS_MT_POSITION_Y, y),
        (EV_KEY, BTN_TOUCH, 1),
        (EV_ABS, ABS_X, x),
        (EV_ABS, ABS_Y, y),
    )
    time.sleep(TAP_SECS)
    report(device, (EV_ABS, ABS_MT_TRACKING_ID, -1), (EV_KEY, BTN_TOUCH, 0))


def main(pipe):
    device = make()
    if not os.path.exists(pipe):
        os.mkfifo(pipe, 0o600)
    taps = 0
    while True:
        with open(pipe) as lines:
            for line in lines:
                x, y = map(float, line.split())
                taps += 1
                tap(device, taps % 65535, x, y)


main(sys.argv[1])
