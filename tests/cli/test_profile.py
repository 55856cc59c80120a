#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli watch with a .websocket file in place of an address: what the file says is done, what
the options say wins, and no file, however damaged, gets more than a sentence."""

import json
import os
import pathlib
import tempfile
import unittest

from cli_test import Server, lines, request_headers, run

FIX = '{"id":"a","lat":1,"lon":2}'

# As codbex documents it.
CODBEX = {"location": "/my-project/websockets/myws.websocket", "handler": "my-project/websockets/my-handler.js",
          "endpoint": "my-websocket", "description": "My Websocket", "createdBy": "admin",
          "createdAt": "2022-07-06T2:24:12+0000"}


def remembers(seen):
    """A handler that remembers the request, sends a position, and collects what comes."""

    async def play(_, socket):
        seen["headers"] = request_headers(socket)
        seen["path"] = socket.path if hasattr(socket, "path") else socket.request.path
        seen["messages"] = [await socket.recv() for _ in range(seen.get("expected", 0))]
        await socket.send(FIX)
        await socket.wait_closed()

    return play


class Profile(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def write(self, content, name="my.websocket"):
        path = pathlib.Path(self.folder.name) / name
        if isinstance(content, dict):
            content = json.dumps(content).encode()
        path.write_bytes(content)
        return str(path)

    def assert_done(self, result):
        self.assertEqual(result.returncode, 0, result.stderr)

    def assert_refused(self, status, words, *args):
        result = run("watch", *args)
        self.assertEqual(result.returncode, status, result.stderr)
        self.assertIn(words, result.stderr.decode())
        self.assertEqual(result.stdout, b"")

    def test_C4_path_and_server(self):
        seen = {}
        with Server(remembers(seen)) as server:
            result = run("watch", self.write(CODBEX), f"--server={server.url}", "--count=1")
        self.assert_done(result)
        self.assertEqual(seen["path"], "/my-websocket")
        self.assertEqual(lines(result.stdout)[0]["connection"], "My Websocket")

    def test_C4_path_without_server(self):
        path = self.write(CODBEX)
        self.assert_refused(2, "--server=ADDRESS", path)
        self.assert_refused(2, "--server: ", path, "--server=nonsense")

    def test_C4_server_without_path(self):
        path = self.write({"endpoint": "ws://127.0.0.1:9/"})
        self.assert_refused(2, "only a path", path, "--server=ws://127.0.0.1:9/")
        self.assert_refused(2, "only a path", "ws://127.0.0.1:9/", "--server=ws://127.0.0.1:9/")

    def test_settings_apply(self):
        seen = {"expected": 2}
        with Server(remembers(seen), subprotocols=["chat"]) as server:
            path = self.write({"endpoint": f"{server.url}ws/{{id}}", "unknown": [1], "whereabouts": {
                "version": 1, "nobody": "knows this", "headers": ["X-One: 1", "X-Two: 2"], "subprotocols": ["chat"],
                "auth": "basic", "user": "jane", "password": "{{password}}",
                "variables": [{"name": "id", "value": "a b"}, {"name": "password", "secret": True}],
                "query": [{"name": "q", "value": "x&y"}, {"name": "off", "value": "", "enabled": False}],
                "onConnect": ["hello {{id}}", {"base64": "AAE="}]}})
            result = run("watch", path, "--variable=password=hunter2", "--output=all", "--expect=lat")
        self.assert_done(result)
        self.assertEqual(seen["path"], "/ws/a%20b?q=x%26y")
        self.assertEqual(seen["messages"], ["hello a b", b"\0\1"])
        self.assertEqual(seen["headers"]["X-One"], "1")
        self.assertEqual(seen["headers"]["Sec-WebSocket-Protocol"], "chat")
        self.assertEqual(seen["headers"]["Authorization"], "Basic amFuZTpodW50ZXIy")
        self.assertNotIn(b"hunter2", result.stdout + result.stderr)

    def test_options_win(self):
        seen = {"expected": 2}
        with Server(remembers(seen)) as server:
            path = self.write({"endpoint": f"{server.url}{{id}}", "whereabouts": {
                "version": 1, "headers": ["X-One: 1", "X-Two: 2"], "auth": "bearer", "bearer": "{{token}}",
                "origin": "https://other.example",
                "variables": [{"name": "id", "value": "1"}, {"name": "token", "secret": True}],
                "onConnect": ["first"]}})
            result = run("watch", path, "--header=x-two: 3", "--variable=id=2", "--user=jane:hunter2",
                         "--origin= https://{{id}}.example ",
                         "--send=second", "--variable=token=unused", "--expect=lat")
        self.assert_done(result)
        self.assertEqual(seen["path"], "/2")
        self.assertEqual(seen["messages"], ["first", "second"])
        self.assertEqual((seen["headers"]["X-One"], seen["headers"].get_all("X-Two")), ("1", ["3"]))
        self.assertEqual(seen["headers"].get_all("Origin"), ["https://2.example"])
        self.assertEqual(seen["headers"]["Authorization"], "Basic amFuZTpodW50ZXIy")

    def test_secret_without_value(self):
        with Server(remembers({})) as server:
            for settings in ({"auth": "bearer", "bearer": "{{token}}"}, {"query": [{"name": "t", "value": "{{token}}"}]},
                             {"headers": ["X-Key: {{token}}"]}):
                path = self.write({"endpoint": server.url, "whereabouts": {
                    "version": 1, **settings, "variables": [{"name": "token", "secret": True}]}})
                self.assert_refused(2, "The secret “token” has no value.", path)
                self.assert_refused(2, "--variable", path)
            self.assertEqual(server.clients, 0)

    def test_unknown_variable(self):
        self.assert_refused(2, "“id”", self.write({"endpoint": "ws://127.0.0.1:9/{id}"}))

    def test_unknown_format(self):
        with Server(remembers({})) as server:
            path = self.write({"endpoint": server.url, "whereabouts": {"version": 1, "format": "new"}})
            self.assert_refused(2, "--format=NAME", path)
            self.assert_done(run("watch", path, "--format=json", "--count=1"))

    def test_any_name(self):
        """A file is a file whatever it is called; what has a scheme is an address."""
        with Server(remembers({})) as server:
            self.assert_done(run("watch", self.write({"endpoint": server.url}, "plain.json"), "--count=1"))
            self.assert_done(run("watch", f"{server.url}my.websocket", "--count=1"))

    def test_damaged(self):
        whole = json.dumps(CODBEX).encode()
        for content in (b"", b"\0" * 100, b"\xff\xfe", b"[" * 100000, b"[]", b"{}", whole[:-1], whole[:40],
                        b'{"endpoint":1}', b'{"endpoint":""}'):
            self.assert_refused(1, "“my.websocket” describes no connection.", self.write(content))

    def test_unreadable(self):
        self.assert_refused(1, "“not-there.websocket” can't be opened: ", f"{self.folder.name}/not-there.websocket")
        self.assert_refused(1, "is too big", self.write(b" " * 2000000))
        folder = pathlib.Path(self.folder.name) / "folder.websocket"
        folder.mkdir()
        self.assert_refused(1, "can't be opened: ", str(folder))

    def test_without_end(self):
        link = pathlib.Path(self.folder.name) / "zero.websocket"
        os.symlink("/dev/zero", link)
        self.assert_refused(1, "is too big", str(link))

    def test_settings_of_the_wrong_kind(self):
        with Server(remembers({})) as server:
            path = self.write({"endpoint": server.url, "whereabouts": {
                "version": "x", "headers": {"a": 1}, "variables": 7, "query": "q", "onConnect": [[1]], "login": []}})
            self.assert_done(run("watch", path, "--count=1"))


if __name__ == "__main__":
    unittest.main()
