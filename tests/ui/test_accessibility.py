# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""The window as a screen reader finds it."""

import os
import re
import socket
import subprocess
import sys
import unittest

from atspi import (BUTTONS, LISTS, Atspi, Program, extents, is_sensitive, name_of, press, press_key,
                   type_into, wait_for, walk)

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from cli_test import Server, sends  # noqa: E402 pylint: disable=wrong-import-position

FIX = '{"id":"a","name":"Stena Danica","lat":57.28,"lon":11.02}'
GREETING = '{"hello":"harbour"}'
MESSAGE = '{"action":"subscribe","area":"Kattegat"}'
SECOND_MESSAGE = '{"action":"list"}'

OBJECTS = r"Objects · \d+"


def has_focus(program, name):
    """Whether a button with this name has the focus."""
    return any(node.get_state_set().contains(Atspi.StateType.FOCUSED)
               for node in walk(program.application)
               if node.get_role() in BUTTONS and re.fullmatch(name, name_of(node)))


def await_state(program, state):
    """Waits until the button in the header says that the connection is in this state."""
    return program.find(BUTTONS, f".*, {state}")


def refusing_port():
    """A port that nobody listens on: it was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Accessibility(unittest.TestCase):
    def assert_named(self, program):
        self.assertEqual(program.nameless(), [], "These have no name")

    def test_demo(self):
        with Program("--demo") as program:
            button = await_state(program, "Open")
            names = wait_for("names in the list", lambda: self.object_names(program))
            self.assertEqual(len(set(names)), len(names), names)
            self.assert_named(program)

            for node in button, program.find({Atspi.Role.LIST_ITEM}, "Demo Feed, Open"):
                wait_for("pace of the messages", lambda: re.fullmatch(
                    r"Less than a minute, [\d,]+ messages? per second", node.get_description()))

    def test_click(self):
        """A message can be clicked while the list goes on under a pointer that rests."""
        with Program("--demo") as program:
            log = program.find(LISTS, "Messages")
            wait_for("messages", lambda: len(program.rows("Messages")) >= 5)
            x, y, width, height = extents(log)
            move = ["mousemove", str(x + width // 2), str(y + height // 3)]
            subprocess.run(["xdotool", *move, "sleep", "0.5", "click", "1"], check=True)
            program.find({Atspi.Role.LABEL}, r"Message [\d,]+")

            # And however long the list is, the keyboard gets past it.
            subprocess.run(["xdotool", "key", "Tab"], check=True)
            wait_for("focus behind the list",
                     lambda: has_focus(program, r"Pretty|[\d,]+ new messages?"))
            subprocess.run(["xdotool", "key", "shift+Tab", "key", "shift+Tab"], check=True)
            wait_for("focus before the list", lambda: has_focus(program, "Save the messages"))

    def object_names(self, program):
        """The names of the first objects, once all of them have facts and an age, too."""
        rows = [re.fullmatch(r"(.+), (.+ · )*.+, \d+\s\w+", row) for row in program.rows(OBJECTS)]
        return [row[1] for row in rows] if len(rows) >= 5 and all(rows) else None

    def test_first_run(self):
        with Program() as program:
            for name in "Try the Demo Feed", "New Connection…", "Open File…":
                self.assertTrue(is_sensitive(program.button(name)))
            self.assert_named(program)
            press(program.button("Try the Demo Feed"))
            await_state(program, "Open")
            wait_for("window without the first choice",
                     lambda: program.look_for(BUTTONS, "Try the Demo Feed") is None)

    def test_editor(self):
        with Program() as program:
            press(program.button("New Connection…"))
            program.find({Atspi.Role.TEXT}, "Address")
            self.assert_named(program)
            press(program.button("Add Header"))
            program.find({Atspi.Role.TEXT}, "Name of the header")
            self.assert_named(program)

    def test_connection_test(self):
        """W2, W13: a connection is tried out, and one that others can read is warned of."""
        with Server(sends(GREETING)) as server, Program() as program:
            press(program.button("New Connection…"))
            address = program.find({Atspi.Role.TEXT}, "Address")
            type_into(address, "ws://example.org/")
            program.find({Atspi.Role.CHECK_BOX}, "Proceed without Test")
            self.assertFalse(is_sensitive(program.button("Test…")))
            self.assert_named(program)
            type_into(address, server.url)
            wait_for("sensitive Test", lambda: is_sensitive(program.button("Test…")))
            press(program.button("Test…"))
            program.find({Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON}, "Use as Sample")
            program.find({Atspi.Role.LIST_ITEM}, r"Received, \d\d:\d\d:\d\d, text, .*")
            self.assert_named(program)

    def test_popover(self):
        """What the header's button opens."""
        with Server(sends()) as server, Program(server.url) as program:
            press(await_state(program, "Open").get_child_at_index(0))
            program.button("Edit…")
            self.assert_named(program)

    def test_send(self):
        with Server(sends(GREETING)) as server, Program(server.url) as program:
            await_state(program, "Open")
            self.assertRegex(wait_for("received message", lambda: self.in_log(program, GREETING)),
                             r"^Received, \d\d:\d\d:\d\d, text, ")

            # Newer GTK names it after what is chosen, and tells the rest as its description.
            program.find(BUTTONS, "(Kind of message: )?JSON")
            type_into(program.find({Atspi.Role.TEXT}, "Message"), MESSAGE)
            send = program.button("Send")
            wait_for("sensitive Send", lambda: is_sensitive(send))
            press(send)
            wait_for("message at the server", lambda: server.received == [MESSAGE])
            self.assertRegex(wait_for("message in the log", lambda: self.in_log(program, MESSAGE)),
                             r"^Sent, \d\d:\d\d:\d\d, text, ")

            entry = program.find({Atspi.Role.TEXT}, "Message")
            type_into(entry, SECOND_MESSAGE)
            wait_for("sensitive Send", lambda: is_sensitive(send))
            press_key(entry, "ctrl+Return")
            wait_for("message by key", lambda: server.received == [MESSAGE, SECOND_MESSAGE])

            press(program.button("Sent"))
            wait_for("log of sent messages only", lambda: (
                not self.in_log(program, GREETING) and self.in_log(program, MESSAGE)))

            type_into(program.find({Atspi.Role.TEXT}, "Message"), MESSAGE)
            wait_for("sensitive Send", lambda: is_sensitive(send))
            press(program.button("Close"))
            await_state(program, "Closed")
            wait_for("insensitive Send", lambda: not is_sensitive(send))
            self.assertTrue(server.done.wait(5))
            self.assertEqual(server.close_code, 1000)

    def in_log(self, program, text):
        """The row that says this, or None."""
        return next((row for row in program.rows("Messages") if text in row), None)

    def test_refused(self):
        port = refusing_port()
        with Program(f"ws://127.0.0.1:{port}/live") as program:
            sentence = f".*refused the connection on port {port}\\..*"
            alert = program.find({Atspi.Role.ALERT}, ".*")
            program.find({Atspi.Role.LABEL}, sentence, alert)
            await_state(program, "Could not connect")
            self.assertFalse(is_sensitive(program.button("Send")))
            self.assert_named(program)

    def test_narrow(self):
        with Server(sends(FIX)) as server, Program(server.url, screen=1) as program:
            await_state(program, "Open")
            switcher = program.find({Atspi.Role.PAGE_TAB_LIST}, ".*")
            for name in "Map", "Objects", "Messages":
                tab = program.find({Atspi.Role.PAGE_TAB}, name, switcher)
                wait_for(f"{name} on the screen", lambda: self.is_on_screen(tab, 360, 640))
            press(program.find({Atspi.Role.PAGE_TAB}, "Objects", switcher))
            wait_for("list on the screen",
                     lambda: self.is_on_screen(program.find(LISTS, OBJECTS), 360, 640))
            self.assert_named(program)

    def is_on_screen(self, node, width, height):
        x, y, w, h = extents(node)
        return w > 0 and h > 0 and 0 <= x and x + w <= width and 0 <= y and y + h <= height


if __name__ == "__main__":
    unittest.main()
