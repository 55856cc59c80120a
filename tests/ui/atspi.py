# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Runs the program and looks at its window as a screen reader does: on the accessibility bus."""

import glob
import os
import re
import shutil
import subprocess
import sys
import time

# Warnings are fatal to the program, not to the library that looks at it.
PROGRAM_DEBUG = os.environ.pop("G_DEBUG", "")

try:
    import gi

    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
except (ImportError, ValueError) as error:
    print(error)
    sys.exit(77)

PROGRAM = os.environ["WHEREABOUTS"]
TIMEOUT = 40
POLL_INTERVAL = 0.05

# Messages and objects can be many, and each question is a message on a bus.
LISTS = {Atspi.Role.LIST, Atspi.Role.LIST_BOX}
MAX_ROWS = 10

# A role of many names: of AT-SPI 2.46, of newer ones, and of buttons that stay pressed.
BUTTONS = {getattr(Atspi.Role, name) for name in ("PUSH_BUTTON", "BUTTON", "TOGGLE_BUTTON")
           if hasattr(Atspi.Role, name)}
CONTROLS = BUTTONS | {Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON, Atspi.Role.COMBO_BOX,
                      Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT, Atspi.Role.TEXT,
                      Atspi.Role.SPIN_BUTTON, Atspi.Role.SLIDER, Atspi.Role.PAGE_TAB,
                      Atspi.Role.LIST_ITEM, Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM,
                      Atspi.Role.RADIO_MENU_ITEM}

# What GTK falls back to where a widget has no name.
CLASS_NAME = re.compile(r"(Gtk|Adw|Wb)[A-Z]\w+")


def wait_for(what, condition):
    """What the condition returns as soon as that is true; an object that vanishes meanwhile means
    that it is asked again."""
    deadline = time.monotonic() + TIMEOUT
    while True:
        try:
            result = condition()
        except (GLib.Error, ProcessLookupError):
            result = None
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError(f"Within {TIMEOUT} s there was no {what}")
        time.sleep(POLL_INTERVAL)


def children(node):
    """What is directly below a node; of a list, the first rows."""
    count = node.get_child_count()
    if node.get_role() in LISTS:
        count = min(count, MAX_ROWS)
    found = (node.get_child_at_index(i) for i in range(count))
    return [child for child in found if child is not None]


def walk(node):
    """The node and all below it, from the top."""
    yield node
    for child in children(node):
        yield from walk(child)


def name_of(node):
    """A name as it is read out: GTK 4.8 leaves mnemonics in and repeats a button's label, as in
    “_Send Send”."""
    name = node.get_name()
    plain = name.replace("_", "")
    half = plain[:len(plain) // 2]
    return half if plain == f"{half} {half}" else plain


def is_named(node):
    name = node.get_name().strip()
    return name != "" and CLASS_NAME.fullmatch(name) is None


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def press(node):
    assert is_sensitive(node), f"“{node.get_name()}” is insensitive"
    assert Atspi.Action.do_action(node, 0), f"“{node.get_name()}” can't be pressed"


def type_into(node, text):
    typed = Atspi.EditableText.set_text_contents(node, text)
    assert typed, f"“{node.get_name()}” can't be edited"


def press_key(node, key):
    """Clicks into a node, which gives it the focus, and presses a key as a keyboard would."""
    x, y, width, height = extents(node)
    subprocess.run(["xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1",
                    "sleep", "0.3", "key", key], check=True)


def extents(node):
    """Where a node is in its window, whose corner is not at 0, 0 where GTK draws a shadow."""
    window = node.get_application().get_child_at_index(0)
    corner = Atspi.Component.get_extents(window, Atspi.CoordType.WINDOW)
    place = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    return place.x - corner.x, place.y - corner.y, place.width, place.height


def is_in_place(node):
    """Whether a node is still in the window: a row may have made room for newer ones meanwhile."""
    parent = node.get_parent()
    return parent is not None and parent.get_child_at_index(node.get_index_in_parent()) == node


def nameless(node, path, controls=frozenset(CONTROLS)):
    """The paths to all controls and rows below a node that have no name; but libadwaita shows what
    is chosen in a combo box as a row without one."""
    path = path + [node.get_name() or node.get_role_name()]
    role = node.get_role()
    if role in controls and not is_named(node) and is_in_place(node):
        yield " > ".join(path)
    if role == Atspi.Role.COMBO_BOX:
        controls = controls - {Atspi.Role.LIST_ITEM}
    for child in children(node):
        yield from nameless(child, path, controls)


def forget_data():
    """Deletes what the program has kept for its next run, in a sandbox or not."""
    homes = [os.environ["XDG_DATA_HOME"], *glob.glob(os.environ["HOME"] + "/.var/app/*/data")]
    for home in homes:
        shutil.rmtree(f"{home}/whereabouts", ignore_errors=True)


class Program:
    """The program from its start to its end; ended with the block it is used in. What it prints can
    go to a file, and what it has kept can stay for its next run."""

    def __init__(self, *arguments, screen=0, variables=None, output=None, keeps_data=False):
        display = f"{os.environ['DISPLAY'].split('.')[0]}.{screen}"
        environment = {**os.environ, "DISPLAY": display, "G_DEBUG": PROGRAM_DEBUG, **(variables or {})}
        self.application = None
        self.keeps_data = keeps_data
        # What runs in a sandbox talks to the bus through a process beside it, of the same group.
        self.process = subprocess.Popen([PROGRAM, *arguments], env=environment, process_group=0,
                                        stdout=output, stderr=output)

    def __enter__(self):
        try:
            wait_for("window", self._find_window)
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_):
        self._end()

    def _end(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if not self.keeps_data:
            forget_data()

    def _find_window(self):
        if self.process.poll() is not None:
            raise AssertionError(f"The program ended with {self.process.returncode}")
        for application in children(Atspi.get_desktop(0)):
            if os.getpgid(application.get_process_id()) == self.process.pid:
                # Asked anew each time: nothing here handles the events that keep a cache right.
                application.set_cache_mask(Atspi.Cache.NONE)
                self.application = application
                return next(iter(children(application)), None)
        return None

    def look_for(self, roles, name, below=None):
        """The first of these roles whose name matches a regular expression, or None."""
        for node in walk(self.application if below is None else below):
            if node.get_role() in roles and re.fullmatch(name, name_of(node)):
                return node
        return None

    def find(self, roles, name, below=None):
        """The same, waiting for it."""
        return wait_for(f"“{name}”", lambda: self.look_for(roles, name, below))

    def button(self, name):
        return self.find(BUTTONS, re.escape(name))

    def rows(self, name):
        """What is said about each of the first rows of a list whose name matches."""
        found = self.look_for(LISTS, name)
        return [row.get_name() for row in children(found)] if found is not None else []

    def nameless(self):
        """The controls without a name, each with the path to it."""
        return wait_for("list of names", lambda: (list(nameless(self.application, [])),))[0]
