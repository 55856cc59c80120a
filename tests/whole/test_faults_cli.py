#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli watch and everything that can go wrong with a link, all at the same time."""

import concurrent.futures
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

# pylint: disable=wrong-import-position
from cli_test import CLI  # noqa: E402
from faults import (COMPLAINTS, FAULTS, GREETING, UNKNOWN_NAMES, Fault, MortalServer, Server,  # noqa: E402
                    hangs_up, holds, wait_span, write_connection)

# Each program ends by itself, whatever becomes of this test.
DURATION = 100

# What a busy computer may take besides.
ROOM_S = 30

# A link is stable after 30 s.
STABLE_S = 30.5


class Watch:
    """The program with a connection, read line by line."""

    def __init__(self, path):
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen([CLI, "watch", path, "--output=all", f"--duration={DURATION}"], text=True,
                                        stdout=subprocess.PIPE, stderr=self.errors)
        self.waits = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()
        self.errors.close()

    def await_line(self, is_it):
        """The next line that is what is looked for."""
        for text in self.process.stdout:
            line = json.loads(text)
            if line.get("state") == "waiting":
                self.waits.append(line["retry-in"])
            if is_it(line):
                return line
        raise AssertionError(f"The output ended: {self.read_errors()}")

    def await_state(self, *states):
        return self.await_line(lambda line: line.get("state") in states)

    def interrupt(self):
        """Ends it as Ctrl+C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=ROOM_S)
        return self.process.returncode

    def read_errors(self):
        self.errors.seek(0)
        return self.errors.read().decode()


class Outcome:
    """What the program made of a fault: the state, the message of its error, and what it said until
    it ended or tried again."""

    def __init__(self, fault, folder):
        self.fault = fault
        with Server(*fault.plays, certificate=fault.certificate) as server, \
                Watch(fault.write_file(folder, server.port)) as watch:
            for _ in range(fault.wait - 1 if fault.tries_again else len(fault.plays[1:])):
                watch.await_state("waiting")
            self.line = watch.await_state("waiting", "closed")
            if self.line["state"] == "waiting":
                watch.await_state("connecting")
                watch.interrupt()
            else:
                watch.process.communicate(timeout=ROOM_S)
            self.status = watch.process.returncode
            self.errors = watch.read_errors()
            self.waits = watch.waits
            self.came, self.failed = server.came, server.failed

    @property
    def rested(self):
        """The seconds between the fault and the attempt that followed it, if a server has seen both."""
        if not self.failed or len(self.came) <= len(self.failed):
            return None
        return self.came[len(self.failed)] - self.failed[-1]


def play_all(faults):
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(len(faults)) as pool:
        return list(pool.map(lambda fault: Outcome(fault, folder), faults))


class Faults(unittest.TestCase):
    def check_sentence(self, outcome):
        fault = outcome.fault
        self.assertNotRegex(outcome.errors, COMPLAINTS)
        self.assertEqual(outcome.line.get("code", 0), fault.code)
        if not fault.is_error:
            self.assertNotIn("error", outcome.line)
            return
        self.assertRegex(outcome.line["error"], fault.sentence)
        self.assertRegex(outcome.errors, fault.sentence)
        self.assertIn(fault.details, outcome.errors)

    def check_decision(self, outcome):
        fault = outcome.fault
        self.assertEqual(outcome.line["state"], "waiting" if fault.tries_again else "closed")
        if not fault.tries_again:
            self.assertEqual(outcome.status, 0 if fault.code == 1000 else 1)
            self.assertLessEqual(len(outcome.came), max(len(fault.plays), 1))
            return
        self.assertEqual(outcome.status, 130)
        least, most = fault.span
        self.assertTrue(least <= outcome.line["retry-in"] <= most, outcome.line)
        if outcome.rested is not None:
            # It is printed in whole milliseconds.
            self.assertGreaterEqual(outcome.rested, outcome.line["retry-in"])
            self.assertLess(outcome.rested, most + ROOM_S)

    def test_A15_G6_each_fault(self):
        outcomes = play_all(FAULTS)
        for outcome in outcomes:
            with self.subTest(outcome.fault.name):
                self.check_sentence(outcome)
                self.check_decision(outcome)

        # Those who lose the same server at the same time do not come back at the same time.
        waits = {outcome.waits[0] for outcome in outcomes if outcome.waits}
        self.assertGreater(len(waits), 5, waits)

    def test_A15_unknown_name(self):
        """Whatever the network makes of it, the decision goes with it."""
        with tempfile.TemporaryDirectory() as folder, Watch(UNKNOWN_NAMES[0].write_file(folder, 443)) as watch:
            line = watch.await_state("waiting", "closed")
            if line["state"] == "waiting":
                watch.interrupt()
            else:
                watch.process.communicate(timeout=ROOM_S)
                self.assertEqual(watch.process.returncode, 1)
            errors = watch.read_errors()
        fault = next((fault for fault in UNKNOWN_NAMES if re.match(fault.sentence, line["error"])), None)
        self.assertIsNotNone(fault, line)
        self.assertEqual(line["state"], "waiting" if fault.tries_again else "closed")
        self.assertRegex(errors, fault.sentence)
        self.assertNotRegex(errors, COMPLAINTS)


class Restarts(unittest.TestCase):
    def test_A5_G6_killed_and_started_again(self):
        """Three times; each link has the server's messages and begins with what is said on connect."""
        with tempfile.TemporaryDirectory() as folder, MortalServer() as server:
            path = write_connection(folder, "mortal", f"ws://127.0.0.1:{server.port}/", {"onConnect": ["hello"]})
            with Watch(path) as watch:
                for life in range(4):
                    self.assertEqual(server.hear(), "hello")
                    watch.await_line(lambda line: line.get("text") == GREETING)
                    if life < 3:
                        server.kill()
                        line = watch.await_state("waiting")
                        self.assertEqual(line["code"], 1006)
                        self.assertRegex(line["error"], "^The connection was lost after ")
                        server.start()
                self.assertEqual(watch.interrupt(), 130)
                self.assertNotRegex(watch.read_errors(), COMPLAINTS)
        for number, wait in enumerate(watch.waits, 1):
            least, most = wait_span(number)
            self.assertTrue(least <= wait <= most, watch.waits)


class StableLink(unittest.TestCase):
    def test_G6_stable_link(self):
        """After a link that held for half a minute the wait is as short as the first one."""
        fault = Fault("stable link", (hangs_up, holds(STABLE_S), hangs_up), r"was lost after 3\d seconds", code=1006)
        with tempfile.TemporaryDirectory() as folder, Server(*fault.plays) as server, \
                Watch(fault.write_file(folder, server.port)) as watch:
            watch.await_state("waiting")
            line = watch.await_state("waiting")
            self.assertRegex(line["error"], fault.sentence)
            watch.await_state("waiting")
            watch.interrupt()
            self.assertNotRegex(watch.read_errors(), COMPLAINTS)
        for number, wait in zip((1, 1, 2), watch.waits):
            least, most = wait_span(number)
            self.assertTrue(least <= wait <= most, watch.waits)


if __name__ == "__main__":
    unittest.main()
