#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""The window and everything that can go wrong with a link, all at the same time in one window."""

import contextlib
import os
import pathlib
import re
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "ui"), str(HERE.parent / "cli")]

# pylint: disable=wrong-import-position
from atspi import BUTTONS, LISTS, Atspi, Program, press, walk, wait_for  # noqa: E402
from faults import (COMPLAINTS, FAULTS, GREETING, LOST, REFUSED, UNKNOWN_NAMES, MortalServer,  # noqa: E402
                    Server, says_nothing, stops, write_connection)

COUNTDOWN = re.compile(r"Trying again in \d+\s+s")


def labels(node):
    return [below.get_name() for below in walk(node) if below.get_role() == Atspi.Role.LABEL]


def contents(node):
    """What labels show, whatever they are called."""
    found = (below for below in walk(node) if below.get_role() == Atspi.Role.LABEL)
    return {Atspi.Text.get_text(label, 0, Atspi.Text.get_character_count(label))
            for label in found if "Text" in label.get_interfaces()}


class Connections:
    """The list of connections, of which each row has a name of its own."""

    def __init__(self, program):
        self.list = program.find(LISTS, "Connections")

    def find(self, name):
        """The row of a connection and its place in the list."""
        for index in range(self.list.get_child_count()):
            row = self.list.get_child_at_index(index)
            if row.get_name().startswith(f"{name}, "):
                return index, row
        return None

    def select(self, name):
        index, _ = wait_for(f"row “{name}”", lambda: self.find(name))
        assert Atspi.Selection.select_child(self.list, index), f"“{name}” can't be selected"

    def says(self, fault):
        """Whether a row says the state, the countdown, and to those who listen the whole sentence."""
        _, row = self.find(fault.name)
        if row.get_name() != f"{fault.name}, {fault.title}":
            return False
        if fault.tries_again and not any(COUNTDOWN.fullmatch(label) for label in labels(row)):
            return False
        # Nothing is wrong with a connection that a server has closed as it should.
        return row.get_description() == "" if fault.code == 1000 else re.search(fault.sentence, row.get_description())


def card_says(program, fault):
    """The same of the card over the map, while it is there."""
    card = program.look_for({Atspi.Role.ALERT}, ".*")
    if card is None:
        return False
    texts = labels(card)
    return any(re.search(fault.sentence, text) for text in texts) and any(
        COUNTDOWN.fullmatch(text) if fault.tries_again else text == fault.title for text in texts)


class InWindow(unittest.TestCase):
    """What the tests share: a folder, and a program whose output is read."""

    def setUp(self):
        self.folder = self.enterContext(tempfile.TemporaryDirectory())
        self.output = self.enterContext(open(os.path.join(self.folder, "output"), "w+b"))
        self.addCleanup(self.check_output)

    def start(self, *paths):
        return Program(*paths, output=self.output)

    def check_output(self):
        """Whatever has failed before, this may tell why."""
        self.output.seek(0)
        self.assertNotRegex(self.output.read().decode(), COMPLAINTS)


class Faults(InWindow):
    def check_log(self, program, connections):
        """What leaves no failure stands in the messages."""
        connections.select("1000")
        line = r".*Closed by the server · 1000 normal closure · open for \d seconds? · 1 received, 0 sent.*"
        wait_for("closing in the messages", lambda: any(re.fullmatch(line, row) for row in program.rows("Messages")))

    def test_A15_G6_each_fault(self):
        with contextlib.ExitStack() as stack:
            servers = {fault.name: stack.enter_context(Server(*fault.plays, certificate=fault.certificate))
                       for fault in FAULTS}
            paths = [fault.write_file(self.folder, servers[fault.name].port) for fault in FAULTS]
            program = stack.enter_context(self.start(*paths, UNKNOWN_NAMES[0].write_file(self.folder, 443)))
            connections = Connections(program)
            # The silent one is waited for last.
            for fault in sorted(FAULTS, key=lambda fault: fault.plays == (says_nothing,)):
                wait_for(f"“{fault.sentence}” in its row", lambda fault=fault: connections.says(fault))
                if fault.code != 1000:
                    connections.select(fault.name)
                    wait_for(f"“{fault.sentence}” on the card", lambda fault=fault: card_says(program, fault))
            wait_for("sentence about an unknown name",
                     lambda: any(connections.says(fault) for fault in UNKNOWN_NAMES))
            self.check_log(program, connections)

            for fault in FAULTS:
                # Where nobody listens, nobody counts.
                if fault.plays != (stops,):
                    with self.subTest(fault.name):
                        self.assertEqual(len(servers[fault.name].came) > len(fault.plays), fault.tries_again)
            self.assertIsNone(program.process.poll())


class Restarts(InWindow):
    def test_A5_G6_killed_and_started_again(self):
        with MortalServer() as server, self.start(write_connection(
                self.folder, "mortal", f"ws://127.0.0.1:{server.port}/", {"onConnect": ["hello"]})) as program:
            connections = Connections(program)
            for life in range(4):
                self.assertEqual(server.hear(), "hello")
                program.find({Atspi.Role.LIST_ITEM}, "mortal, Open")
                if life < 3:
                    server.kill()
                    # It is missed, and soon refused.
                    wait_for("lost link", lambda: re.match(
                        f"{LOST}|{REFUSED}", connections.find("mortal")[1].get_description()))
                    server.start()
            # What is told about the connection counts all of its links, and all that the servers sent and got.
            press(program.find(BUTTONS, "mortal, Open").get_child_at_index(0))
            facts = {"3 times", f"4 messages · {4 * len(GREETING)} bytes", f"4 messages · {4 * len('hello')} bytes"}
            wait_for(f"{facts}", lambda: facts <= contents(program.application))
            self.assertIsNone(program.process.poll())


if __name__ == "__main__":
    unittest.main()
