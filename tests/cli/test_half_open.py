# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli watch over a cable that is cut and mended.

The server and the program each have a network of their own, with a pair of virtual devices between
them. A network lasts as long as its processes, so nothing is left of it however they end.
"""

import json
import os
import subprocess
import sys
import time
import unittest

from cli_test import CLI, Server

OUR_ADDRESS = "10.0.0.1"
ITS_ADDRESS = "10.0.0.2"

# Of a connection: a ping every 30 s, 10 s for an answer, and a look every second.
PATIENCE_S = 40

# What a busy computer may take.
ROOM_S = 20

# Ends by itself, whatever becomes of this test.
WATCH = [CLI, "watch", "--output=state,message", "--duration=90"]


def ip(*words):
    subprocess.run(["ip", *words], check=True)


class Link:
    """The program in a network of its own, with a cable to ours."""

    def __init__(self, url):
        prepare = f"read go && ip address add {ITS_ADDRESS}/24 dev its && ip link set its up && exec \"$@\""
        self.process = subprocess.Popen(["unshare", "--net", "sh", "-c", prepare, "sh", *WATCH, url], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self):
        while os.readlink(f"/proc/{self.process.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
            time.sleep(0.01)
        ip("link", "add", "ours", "type", "veth", "peer", "name", "its", "netns", str(self.process.pid))
        ip("address", "add", f"{OUR_ADDRESS}/24", "dev", "ours")
        self.mend()
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def cut(self):
        ip("link", "set", "ours", "down")

    def mend(self):
        ip("link", "set", "ours", "up")

    def await_line(self, **members):
        """The next line with these members."""
        for text in self.process.stdout:
            line = json.loads(text)
            if all(line.get(name) == value for name, value in members.items()):
                return line
        raise AssertionError(f"no line with {members}: {self.process.stderr.read()}")


class HalfOpen(unittest.TestCase):
    def test_A5_G6_cut_and_mended(self):
        async def play(_, socket):
            await socket.send("hello")
            await socket.wait_closed()

        # As far as the server knows, all is well.
        with Server(play, host=OUR_ADDRESS, ping_interval=None) as server, Link(server.url) as link:
            link.await_line(type="message", text="hello")
            link.cut()
            begin = time.monotonic()
            lost = link.await_line(state="waiting")
            elapsed = time.monotonic() - begin
            self.assertEqual(lost["code"], 1006)
            self.assertIn(f"{OUR_ADDRESS} fell silent: nothing came from it for {PATIENCE_S}\u00a0s", lost["error"])
            self.assertTrue(1 <= lost["retry-in"] <= 2)
            self.assertTrue(PATIENCE_S - 1 <= elapsed <= PATIENCE_S + ROOM_S, elapsed)

            link.mend()
            link.await_line(type="message", text="hello")
            self.assertEqual(server.clients, 2)


def main():
    """Moves into a network of its own first; as root of it, where this user is not."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    if "inside" in sys.argv:
        unittest.main(argv=sys.argv[:1])

    alone = ["unshare", "--net", *(["--map-root-user"] if os.getuid() != 0 else [])]
    try:
        subprocess.run([*alone, "ip", "link", "add", "ours", "type", "veth", "peer", "name", "its"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"SKIP: no network can be made here: {error}")
        sys.exit(77)
    os.execvp(alone[0], [*alone, sys.executable, __file__, "inside"])


if __name__ == "__main__":
    main()
