#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli against servers that want to know who connects: one with a session cookie, as
Traccar has it, and one that hands out a token, as Directual does. Nothing secret may be found in what
it prints, in a file it writes, or on its command line where a file or the environment was used."""

import http.server
import json
import os
import pathlib
import subprocess
import tempfile
import threading
import unittest
import urllib.parse

from cli_test import CLI, Server, lines, request_headers, run

FIX = '{"id":"a","lat":1,"lon":2}'
PASSWORD = 'h"u&n/ter +2ü'
SESSION = "node0-1f5e7a9c.sess"
TOKEN = "tok/en=55e1 ret"


class LoginServer:
    """A web server that knows one password, and gives a cookie for a form and a token for JSON."""

    def __init__(self):
        owner = self
        self.requests = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):  # pylint: disable=invalid-name
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                owner.requests.append((self.path, self.headers.get("Content-Type"), body))
                owner.answer(self, body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    @staticmethod
    def answer(handler, body):
        if handler.path == "/api/session":
            password = urllib.parse.parse_qs(body).get("password", [None])[0]
        else:
            password = json.loads(body).get("password")
        handler.send_response(200 if password == PASSWORD else 401)
        content = b""
        if password == PASSWORD and handler.path == "/api/session":
            handler.send_header("Set-Cookie", f"JSESSIONID={SESSION}; Path=/; HttpOnly")
        elif password == PASSWORD:
            content = json.dumps({"result": {"token": TOKEN}}).encode()
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)


def session_login(server):
    return json.dumps({"url": f"{server.url}/api/session", "bodyKind": "form",
                       "body": "email={{user}}&password={{password}}"})


def token_login(server):
    return json.dumps({"url": f"{server.url}/auth", "bodyKind": "json",
                       "body": '{"user":"{{user}}","password":"{{password}}"}',
                       "picks": ["token=result.token"]})


def lets_in(server, is_known):
    """A handler that sends a position to whom it knows, and everything back."""

    async def play(_, socket):
        server["headers"] = request_headers(socket)
        server["path"] = socket.path if hasattr(socket, "path") else socket.request.path
        if not is_known(server):
            await socket.close(1008, "who are you?")
            return
        await socket.send(FIX)
        async for message in socket:
            server.setdefault("received", []).append(message)
            await socket.send("seen")

    return play


class Auth(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        home = pathlib.Path(self.home.name)
        self.env = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "XDG_CONFIG_HOME": str(home / "config"),
                    "XDG_CACHE_HOME": str(home / "cache"), "XDG_STATE_HOME": str(home / "state"),
                    "SECRET_PASSWORD": PASSWORD, "G_MESSAGES_DEBUG": "all",
                    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/no-bus"}

    def assert_no_secret(self, *outputs):
        """None in an output or a written file, as it is or encoded."""
        secrets = [PASSWORD, SESSION, TOKEN]
        forms = [form.encode() for secret in secrets
                 for form in (secret, urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret),
                              json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1])]
        files = [path.read_bytes() for path in pathlib.Path(self.home.name).rglob("*") if path.is_file()]
        for content in [*outputs, *files]:
            for form in forms:
                self.assertNotIn(form, content)

    def watch(self, *args, password="env:SECRET_PASSWORD"):
        result = run("watch", *args, "--variable=user=jane@example.org", f"--variable=password={password}",
                     "--output=all", env=self.env)
        self.assert_no_secret(result.stdout, result.stderr)
        return result

    def test_D3_cookie_session(self):
        seen = {}
        play = lets_in(seen, lambda seen: f"JSESSIONID={SESSION}" in seen["headers"].get("Cookie", ""))
        with LoginServer() as login, Server(play) as server:
            result = self.watch(f"{server.url}api/socket", f"--login={session_login(login)}", "--expect=lat")
        self.assertEqual(result.returncode, 0, result.stderr)
        path, kind, body = login.requests[0]
        self.assertEqual((path, kind), ("/api/session", "application/x-www-form-urlencoded"))
        self.assertEqual(urllib.parse.parse_qs(body), {"email": ["jane@example.org"], "password": [PASSWORD]})
        self.assertEqual(seen["headers"]["Cookie"], f"JSESSIONID={SESSION}")

    def test_D3_token(self):
        seen = {}
        play = lets_in(seen, lambda seen: seen["path"] == f"/?token={urllib.parse.quote(TOKEN, safe='')}")
        with LoginServer() as login, Server(play) as server:
            result = self.watch(f"{server.url}?token={{{{token}}}}", f"--login={token_login(login)}",
                                "--header=X-Plain: {{token}}", '--send={"auth":"{{token}}","raw":"{{other}}"}',
                                "--expect=seen")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(login.requests[0][2]), {"user": "jane@example.org", "password": PASSWORD})
        self.assertEqual(seen["headers"]["X-Plain"], TOKEN)
        self.assertEqual(json.loads(seen["received"][0]), {"auth": TOKEN, "raw": "{{other}}"})
        printed = b"\n".join(line for line in result.stdout.splitlines() if line.startswith(b"{"))
        sent = [line["text"] for line in lines(printed) if line.get("direction") == "sent"]
        self.assertEqual(sent, ['{"auth":"•••","raw":"{{other}}"}'])

    def test_wrong_password(self):
        with LoginServer() as login, Server(lets_in({}, lambda _: True)) as server:
            result = self.watch(server.url, f"--login={session_login(login)}", password="wrong")
            self.assertEqual(server.clients, 0)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"did not accept the log-in (401 Unauthorized)", result.stderr)

    def test_login_server_is_not_there(self):
        with LoginServer() as login:
            gone = session_login(login)
        result = self.watch("ws://127.0.0.1:9/", f"--login={gone}")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"Logging in failed. The server at 127.0.0.1 refused the connection", result.stderr)

    def test_W5_address(self):
        seen = {}
        with Server(lets_in(seen, lambda _: True)) as server:
            result = self.watch(f"{server.url}ws/{{id}}?q={{{{password}}}}", "--variable=id=a b/c", "--expect=lat")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(seen["path"], f"/ws/a%20b%2Fc?q={urllib.parse.quote(PASSWORD, safe='')}")

    def test_secrets_in_the_address(self):
        seen = {}
        with Server(lets_in(seen, lambda _: True)) as server:
            quoted = urllib.parse.quote(PASSWORD, safe="")
            url = server.url.replace("//", f"//jane:{quoted}@") + f"?token={urllib.parse.quote(TOKEN, safe='')}"
            result = run("watch", url, "--output=all", "--expect=lat", env=self.env)
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertTrue(seen["headers"]["Authorization"].startswith("Basic "))
        self.assertEqual(seen["path"], f"/?token={urllib.parse.quote(TOKEN, safe='')}")
        self.assert_no_secret(result.stdout, result.stderr)

    def test_header_kept_apart(self):
        """Whatever a header is called: what is not on the command line is not shown either."""
        path = pathlib.Path(self.home.name, "header")
        path.write_text(f"X-Plain: {TOKEN}\n", encoding="utf-8")
        for source in (f"@{path}", "env:HEADER"):
            seen = {}

            async def play(_, socket, seen=seen):
                seen["headers"] = request_headers(socket)
                await socket.close(4001, f"no {TOKEN}")

            with Server(play) as server:
                result = run("watch", server.url, f"--header={source}", "--variable=X-Plain=other", "--output=all",
                             env={**self.env, "HEADER": f"X-Plain: {TOKEN}"})
            self.assertEqual(seen["headers"]["X-Plain"], TOKEN)
            self.assertIn("no •••", result.stderr.decode())
            self.assertNotIn(TOKEN.encode(), result.stdout + result.stderr)
        path.unlink()

    def test_the_server_names_a_variable(self):
        """What is sent back is sent unchanged, or any server could ask for any secret."""
        seen = {}

        async def play(_, socket):
            await socket.send("{{password}}")
            seen["back"] = await socket.recv()
            await socket.close()

        with Server(play) as server:
            self.watch(server.url, "--echo")
        self.assertEqual(seen["back"], "{{password}}")

    def test_usage(self):
        for option, words in [("--variable=x", b"NAME=VALUE"), ("--variable=1=x", b"NAME=VALUE"),
                              ("--variable=x=env:NOT_THERE", b"NOT_THERE"), ("--login=[]", b"--login"),
                              ("--login={", b"--login")]:
            result = run("watch", "ws://127.0.0.1:9/", option, env=self.env)
            self.assertEqual(result.returncode, 2)
            self.assertIn(words, result.stderr)
        result = run("watch", "ws://127.0.0.1:9/{{room}}", env=self.env)
        self.assertEqual(result.returncode, 2)
        self.assertIn("There is no variable called “room”.".encode(), result.stderr)

    def test_command_line(self):
        """A password from a file is on nobody's list of processes."""
        path = pathlib.Path(self.home.name, "password")
        path.write_text(PASSWORD + "\n", encoding="utf-8")
        seen = {}
        with Server(lets_in(seen, lambda _: True)) as server:
            process = subprocess.Popen([CLI, "watch", server.url, f"--variable=password=@{path}",
                                        "--header=X-Plain: {{password}}"], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env={**os.environ, **self.env})
            while not process.stdout.readline().startswith(b"{"):
                pass
            shown = pathlib.Path(f"/proc/{process.pid}/cmdline").read_bytes()
            process.terminate()
            outputs = process.communicate(timeout=20)
        path.unlink()
        self.assertEqual(seen["headers"]["X-Plain"].encode("latin-1", "surrogateescape").decode(), PASSWORD)
        self.assert_no_secret(shown, *outputs)


if __name__ == "__main__":
    unittest.main()
