# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""What is secret in a connection that is typed into the window: servers get it, and nothing else
may hold it. With a keyring, as with-keyring.sh makes one, it is asked for once; without any Secret
Service in each session."""

import base64
import json
import os
import subprocess
import sys
import unittest
import urllib.parse
from pathlib import Path

from atspi import BUTTONS, Atspi, Program, children, press, press_key, type_into, wait_for, walk

from gi.repository import Gio  # pylint: disable=wrong-import-order

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))

from cli_test import Server, request_headers  # noqa: E402 pylint: disable=wrong-import-position

HAS_KEYRING = os.environ.get("WB_TEST_KEYRING") == "keyring"
HOME = Path(os.environ["HOME"])

# Each is written differently in an address, in JSON and in a header.
TOKEN = 'sugar/"t+k n'
CREDENTIALS = "salt-7d1f/c0+ffee"
SECRETS = {"token": TOKEN, "Authorization": f"Bearer {CREDENTIALS}"}

NAME = "Harbour"
GREETING = '{"hello":"{{token}}"}'
MESSAGE = '{"again":"{{token}}"}'
FIX = '{"id":"a","name":"Stena Danica","lat":57.28,"lon":11.02}'

ENTRIES = {Atspi.Role.ENTRY, Atspi.Role.TEXT, Atspi.Role.PASSWORD_TEXT}

if HAS_KEYRING:
    try:
        import gi

        gi.require_version("Secret", "1")
        from gi.repository import Secret
    except (ImportError, ValueError) as error:
        print(error)
        sys.exit(77)


def forms(secret):
    """A secret as it is, percent-encoded, in JSON and in base64."""
    yield secret
    yield urllib.parse.quote(secret, safe="")
    yield urllib.parse.quote(secret)
    yield urllib.parse.quote_plus(secret)
    yield json.dumps(secret)[1:-1]
    yield base64.b64encode(secret.encode()).decode().rstrip("=")


FORMS = {form for secret in (TOKEN, CREDENTIALS) for form in forms(secret)}


def kept_secrets():
    """The values that the keyring has for the program, by the name of the variable."""
    string = Secret.SchemaAttributeType.STRING
    schema = Secret.Schema.new("app.whereabouts.Variable", Secret.SchemaFlags.NONE,
                               {name: string for name in ("profile", "variable", "server")})
    flags = Secret.SearchFlags.ALL | Secret.SearchFlags.LOAD_SECRETS
    found = Secret.password_search_sync(schema, {}, flags, None)
    return {item.get_attributes()["variable"]: item.retrieve_secret_sync(None).get_text()
            for item in found}


def forbid_secret_service():
    """Lets nobody start one: on the bus of this session there is none then."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "dbus-1/services"
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("org.freedesktop.secrets.service").write_text(
        "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/false\n")
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                  "ReloadConfig", None, None, Gio.DBusCallFlags.NONE, -1)


class Harbour:
    """A server that remembers who came and what they said."""

    def __init__(self):
        self.requests = []
        self.server = Server(self.play)

    async def play(self, server, socket):
        path = socket.request.path if hasattr(socket, "request") else socket.path
        self.requests.append((path, request_headers(socket)["Authorization"]))
        await socket.send(FIX)
        async for message in socket:
            server.received.append(message)


class Secrets(unittest.TestCase):
    def setUp(self):
        self.output = HOME / "output.log"
        if not HAS_KEYRING:
            forbid_secret_service()

    def start(self):
        with open(self.output, "ab") as output:
            return Program(variables={"G_MESSAGES_DEBUG": "all"}, output=output, keeps_data=True)

    def quit(self, program):
        """Ends the program as a user does, so that it writes whatever it writes at its end."""
        def has_ended():
            subprocess.run(["xdotool", "key", "ctrl+q", "sleep", "0.3"], check=True)
            return program.process.poll() is not None

        wait_for("end of the program", has_ended)
        self.assertEqual(program.process.returncode, 0)

    def save_as(self, program, title, path):
        """Answers the dialog that asks where to save."""
        dialog = wait_for(title, lambda: next(
            (window for window in children(program.application) if window.get_name() == title),
            None))
        type_into(program.find(ENTRIES, "Name:?", dialog), str(path))
        press(program.find(BUTTONS, "Save", dialog))
        return wait_for(f"file {path}", lambda: path.exists() and path.read_text())

    def assert_no_secret(self, program=None):
        """None in any file, which includes what the program printed, nor in what can be seen from
        outside of the one that runs."""
        texts = {str(path): path.read_bytes() for path in HOME.rglob("*") if path.is_file()}
        self.assertTrue(b"libsoup-DEBUG" in texts[str(self.output)])
        if program is not None:
            texts["command line"] = Path(f"/proc/{program.process.pid}/cmdline").read_bytes()
            names = wait_for("names in the window", lambda: [
                f"{node.get_name()} {node.get_description()}"
                for node in walk(program.application)])
            texts["window"] = "\n".join(names).encode()
        for place, text in texts.items():
            for form in FORMS:
                self.assertFalse(form.encode() in text, f"“{form}” is in {place}")

    def enter(self, program, url):
        """Makes the connection in the editor."""
        press(program.button("New Connection…"))
        token = urllib.parse.quote(TOKEN, safe="")
        type_into(program.find(ENTRIES, "Address"), f"{url}?token={token}")
        type_into(program.find(ENTRIES, r"Name \(optional\)"), NAME)
        type_into(program.find(ENTRIES, r"Message to send \(optional\)"), GREETING)
        press(program.button("Add Header"))
        header = program.find({Atspi.Role.LIST_ITEM}, "Header")
        type_into(program.find(ENTRIES, "Name of the header", header), "Authorization")
        type_into(program.find(ENTRIES, "Value", header), SECRETS["Authorization"])
        press(program.button("Connect"))

    def send(self, program, text):
        type_into(program.find(ENTRIES, "Message"), text)
        press_key(program.find(ENTRIES, "Message"), "ctrl+Return")

    def await_visit(self, harbour, number):
        """Waits until the server was told everything for this time."""
        wait_for("greeting", lambda: len(harbour.server.received) >= number)
        self.assertEqual(len(harbour.requests), number)
        path, authorization = harbour.requests[-1]
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        self.assertEqual(query, {"token": [TOKEN]})
        self.assertEqual(authorization, SECRETS["Authorization"])
        self.assertEqual(json.loads(harbour.server.received[-1]), {"hello": TOKEN})

    def answer(self, program):
        """Gives the secrets to the dialog that asks for them."""
        for name, value in SECRETS.items():
            type_into(program.find(ENTRIES, name), value)
        press(program.button("Connect"))

    def export(self, program):
        """Chooses “Export…” in the menu of the connection, by keys: newer GTK tells no items of it."""
        press_key(program.find({Atspi.Role.LIST_ITEM}, f"{NAME}, Open"), "shift+F10")
        subprocess.run(["xdotool", "sleep", "1", "key", "x"], check=True)

    def save_everything(self, program):
        """Saves what can be saved: the messages and the connection."""
        press(program.button("Save the messages"))
        saved = self.save_as(program, "Save Messages", HOME / "saved.ndjson")
        self.assertIn("•••", saved)
        self.export(program)
        exported = self.save_as(program, "Export Connection", HOME / "exported.websocket")
        self.assertIn("{{token}}", exported)

    def test_C14_D3_nowhere_but_at_the_server(self):
        harbour = Harbour()
        with harbour.server as server:
            with self.start() as program:
                self.enter(program, server.url)
                self.await_visit(harbour, 1)
                self.send(program, MESSAGE)
                wait_for("message at the server", lambda: len(server.received) == 2)
                self.assertEqual(json.loads(server.received.pop()), {"again": TOKEN})
                self.save_everything(program)
                self.assert_no_secret(program)
                if HAS_KEYRING:
                    wait_for("secrets in the keyring", lambda: kept_secrets() == SECRETS)
                self.quit(program)
            self.assert_no_secret()

            with self.start() as program:
                program.find({Atspi.Role.LIST_ITEM}, f"{NAME}, .*")
                press(program.button("Open"))
                if not HAS_KEYRING:
                    self.answer(program)
                self.await_visit(harbour, 2)
                self.assert_no_secret(program)
                press_key(program.find({Atspi.Role.LIST_ITEM}, f"{NAME}, Open"), "Delete")
                if HAS_KEYRING:
                    wait_for("keyring without secrets", lambda: kept_secrets() == {})
                self.quit(program)
            self.assert_no_secret()


if __name__ == "__main__":
    unittest.main()
