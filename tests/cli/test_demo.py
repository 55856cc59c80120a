# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli demo: G3, a feed that needs no network."""

import json
import signal
import unittest

from cli_test import lines, run, start


class Demo:
    """A demo that runs while the test needs it."""

    def __init__(self, *args):
        self.process = start("demo", *args)
        first = json.loads(self.process.stdout.readline())
        assert first["type"] == "listening"
        self.url = first["url"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.status = self.process.wait(10)
        self.process.communicate()


class DemoTest(unittest.TestCase):
    def test_G3_formats(self):
        for name in ("json", "geojson", "signalk"):
            with self.subTest(format=name), Demo(f"--format={name}", "--objects=5", "--rate=20") as demo:
                self.assertTrue(demo.url.startswith("ws://127.0.0.1:"))
                result = run("watch", demo.url, "--count=10")
                fixes = lines(result.stdout)
                self.assertEqual({fix["format"] for fix in fixes}, {name})
                self.assertEqual(len({fix["id"] for fix in fixes}), 5)
                for fix in fixes:
                    self.assertTrue(45 < fix["lat"] < 70 and 0 < fix["lon"] < 30, fix)
            self.assertEqual(demo.status, 130)

    def test_echo(self):
        with Demo("--objects=1", "--rate=0.1") as demo:
            self.assertEqual(run("watch", demo.url, "--send=hello there", "--expect=^hello there$").returncode, 0)

    def test_seed(self):
        def ids(seed):
            with Demo("--objects=8", "--rate=20", f"--seed={seed}") as demo:
                return {fix["id"] for fix in lines(run("watch", demo.url, "--count=16").stdout)}

        self.assertEqual(ids(7), ids(7))

    def test_many_clients(self):
        with Demo("--objects=3", "--rate=10") as demo:
            watchers = [start("watch", demo.url, "--count=5") for _ in range(5)]
            for watcher in watchers:
                self.assertEqual(watcher.wait(10), 0)
                self.assertEqual(len(lines(watcher.communicate()[0])), 5)

    def test_port_in_use(self):
        with Demo() as demo:
            port = demo.url.rstrip("/").rsplit(":", 1)[1]
            result = run("demo", f"--port={port}")
            self.assertEqual(result.returncode, 1)
            self.assertIn(port, result.stderr.decode())

    def test_watch_ends_with_the_demo(self):
        with Demo() as demo:
            watcher = start("watch", demo.url, "--no-reconnect")
            watcher.stdout.readline()
            demo.process.send_signal(signal.SIGTERM)
            self.assertEqual(demo.process.wait(10), 143)
            self.assertEqual(watcher.wait(10), 1)
            watcher.communicate()


if __name__ == "__main__":
    unittest.main()
