# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""The program as it is installed: the desktop finds it, starts it once, and gets rid of it again."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from atspi import PROGRAM_DEBUG, TIMEOUT, Atspi, children, walk, wait_for

from gi.repository import Gio, GLib  # pylint: disable=wrong-import-order

APP_ID = os.environ["APP_ID"]
BUILD = Path(os.environ["BUILD"])
PREFIX = os.environ["PREFIX"].lstrip("/")
LOG = BUILD / "meson-logs/install-log.txt"

# The bus and this session look here for what is installed; with-session.sh empties it.
SHARE = Path(os.environ["XDG_DATA_HOME"])

# What a program that is started by the bus has to know.
PASSED_ON = ("DISPLAY", "GDK_BACKEND", "GSK_RENDERER", "XAUTHORITY")

FILE = '{"endpoint":"demo:?objects=3","description":"Boats in the harbour"}'


def run(*command, **options):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=TIMEOUT, **options)


def call_bus(method, *arguments):
    """Calls a method of the session bus."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                         GLib.Variant(*arguments) if arguments else None, None,
                         Gio.DBusCallFlags.NONE, -1).unpack()


def is_running():
    return call_bus("NameHasOwner", "(s)", (APP_ID,))[0]


def windows():
    """The windows of the program, of all its processes."""
    found = []
    for application in children(Atspi.get_desktop(0)):
        if application.get_name() == "whereabouts":
            application.set_cache_mask(Atspi.Cache.NONE)
            found += children(application)
    return found


def showing(text):
    """The windows, once there are some and one shows this text."""
    found = windows()
    return found if any(text in node.get_name() for window in found for node in walk(window)) else []


class Install:
    """All files below a folder, by “meson install”; the log of another installation is kept."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp())
        self.saved = LOG.read_bytes() if LOG.exists() else None
        run("meson", "install", "-C", str(BUILD), "--no-rebuild", "--destdir", str(self.folder))
        self.bin = self.folder / PREFIX / "bin"

    def uninstall(self):
        """Returns what is left."""
        run("meson", "--internal", "uninstall", cwd=BUILD)
        if self.saved is None:
            LOG.unlink()
        else:
            LOG.write_bytes(self.saved)
        left = list(self.folder.rglob("*"))
        shutil.rmtree(self.folder)
        return left


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.install = Install()
        cls.addClassCleanup(cls.clean_up)
        shutil.copytree(cls.install.folder / PREFIX / "share", SHARE, dirs_exist_ok=True)
        cls.run_triggers()
        os.environ["PATH"] = f"{cls.install.bin}:{os.environ['PATH']}"
        os.environ["G_DEBUG"] = PROGRAM_DEBUG
        call_bus("UpdateActivationEnvironment", "(a{ss})",
                 ({name: os.environ[name] for name in PASSED_ON},))

    @classmethod
    def clean_up(cls):
        """Nothing that was installed is left."""
        left = cls.install.uninstall()
        assert not left, left

    @classmethod
    def run_triggers(cls):
        """What a package manager does after it has installed files, as if into their final place."""
        service = SHARE / f"dbus-1/services/{APP_ID}.service"
        text = service.read_text(encoding="utf-8")
        service.write_text(re.sub("Exec=.*/bin", f"Exec={cls.install.bin}", text), encoding="utf-8")
        run("glib-compile-schemas", "--strict", str(SHARE / "glib-2.0/schemas"))
        run("update-desktop-database", str(SHARE / "applications"))
        run("update-mime-database", str(SHARE / "mime"))
        call_bus("ReloadConfig")

    def setUp(self):
        self.file = Path(tempfile.mkdtemp()) / "boats.websocket"
        self.file.write_text(FILE, encoding="utf-8")

    def tearDown(self):
        shutil.rmtree(self.file.parent)
        if is_running():
            run("gapplication", "action", APP_ID, "quit")
            wait_for("end of the program", lambda: not is_running())

    def test_command_line(self):
        program = self.install.bin / "whereabouts-cli"
        output = subprocess.check_output([program, "decode"], input=b'{"lat":1,"long":2}')
        self.assertIn(b'"lat":1.0,"lon":2.0', output)

    def test_starts_once(self):
        """A second start hands its file over to the first."""
        with subprocess.Popen([self.install.bin / "whereabouts"]) as first:
            wait_for("window", lambda: showing("See Where Things Are"))
            run(self.install.bin / "whereabouts", str(self.file))
            found = wait_for("connection of the file", lambda: showing("Boats in the harbour"))
            self.assertEqual(len(found), 1)
            self.assertIsNone(first.poll())
            run("gapplication", "action", APP_ID, "quit")

    def test_double_click(self):
        """C1: the kind of the file is known, and the program is started by the bus to open it."""
        kind = Gio.File.new_for_path(str(self.file)).query_info(
            "standard::*", Gio.FileQueryInfoFlags.NONE)
        self.assertEqual(kind.get_content_type(), "application/x-websocket+json")
        self.assertIn(f"{APP_ID}-websocket", kind.get_icon().get_names())
        self.assertFalse(is_running())
        run("gio", "open", str(self.file))
        self.assertEqual(len(wait_for("window", lambda: showing("Boats in the harbour"))), 1)

    def test_launch(self):
        run("gapplication", "launch", APP_ID)
        wait_for("window", lambda: showing("See Where Things Are"))
        icon = Gio.DesktopAppInfo.new(f"{APP_ID}.desktop").get_icon().to_string()
        self.assertTrue((SHARE / f"icons/hicolor/scalable/apps/{icon}.svg").exists())
        self.assertTrue((SHARE / f"icons/hicolor/symbolic/apps/{icon}-symbolic.svg").exists())


if __name__ == "__main__":
    unittest.main()
