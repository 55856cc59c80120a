# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli watch against a server of python3-websockets."""

import base64
import http.server
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from cli_test import CLI, Server, lines, refuses, request_headers, run, sends, start

FIX = '{"id":"a","lat":1,"lon":2}'


class Watch(unittest.TestCase):
    def test_count(self):
        with Server(sends(*[FIX] * 10)) as server:
            result = run("watch", server.url, "--count=3")
            self.assertTrue(server.done.wait(5))
        self.assertEqual(result.returncode, 0)
        self.assertEqual(len(lines(result.stdout)), 3)
        self.assertEqual(server.close_code, 1000)

    def test_line(self):
        """Members and their order; receipt time where the message has none."""
        with Server(sends('{"id":"a","name":"A","lat":1,"lon":2,"speed":3}')) as server:
            result = run("watch", server.url, "--count=1")
        line = lines(result.stdout)[0]
        self.assertEqual(list(line), ["type", "connection", "id", "label", "lat", "lon", "speed", "time",
                                      "time-source", "format"])
        self.assertEqual(line["connection"], server.url)
        self.assertEqual(line["time-source"], "receipt")
        self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")

    def test_A12_no_id(self):
        """An object without an id is called by its connection."""
        with Server(sends('{"lat":1,"long":2}')) as server:
            result = run("watch", server.url, "--count=1")
        self.assertEqual(lines(result.stdout)[0]["id"], server.url)

    def test_C9_G4_all_lines_in_order(self):
        with Server(sends(FIX, "hello", then=1000)) as server:
            result = run("watch", server.url, "--output=all")
        self.assertEqual(result.returncode, 0)
        kinds = [(line["type"], line.get("state")) for line in lines(result.stdout)]
        self.assertEqual(kinds, [("state", "connecting"), ("state", "open"), ("message", None), ("fix", None),
                                 ("message", None), ("no-position", None), ("state", "closed")])
        self.assertEqual(lines(result.stdout)[-1]["code"], 1000)

    def test_default_output(self):
        with Server(sends("hello", FIX, '{"lat":91,"lon":0}', then=1000)) as server:
            result = run("watch", server.url)
        self.assertEqual([line["type"] for line in lines(result.stdout)], ["fix"])

    def test_A7_payload_is_byte_exact(self):
        text = '{ "lat" : 1.50,\t"x":"\\u00e9 é \\ud83d\\ude00",  "lon":2 }'
        with Server(sends(text, b"\x00\xff\x10", then=1000)) as server:
            result = run("watch", server.url, "--output=message")
        first, second = lines(result.stdout)
        self.assertEqual((first["kind"], first["direction"], first["text"]), ("text", "received", text))
        self.assertEqual(first["size"], len(text.encode()))
        self.assertEqual((second["kind"], second["base64"], second["size"]), ("binary", "AP8Q", 3))

    def test_A5_G10_send_on_connect(self):
        async def play(server, socket):
            async for message in socket:
                server.received.append(message)
                if len(server.received) == 2:
                    await socket.send("enough")

        with Server(play) as server:
            result = run("watch", server.url, '--send={"action":"onmessage"}', "--send=second", "--expect=enough")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(server.received, ['{"action":"onmessage"}', "second"])

    def test_echo(self):
        messages = [FIX, b"\x00\x01", "é"]
        with Server(sends(*messages)) as server:
            process = start("watch", server.url, "--echo", "--output=message", "--count=6")
            process.wait(20)
            self.assertTrue(server.done.wait(5))
            process.communicate()
        self.assertEqual(server.received, messages)

    def test_G11_ping(self):
        with Server(sends("ping", then=None)) as server:
            result = run("watch", server.url, "--output=message", "--count=2")
            self.assertTrue(server.done.wait(5))
        self.assertEqual(server.received, ["pong"])
        self.assertEqual([line["kind"] for line in lines(result.stdout)], ["ping", "pong"])

    def test_A8_bad_message_is_no_end(self):
        with Server(sends('{"lat":', FIX, then=1000)) as server:
            result = run("watch", server.url, "--output=fix,no-position")
        self.assertEqual([line["type"] for line in lines(result.stdout)], ["no-position", "fix"])

    def test_expect(self):
        with Server(sends("one", "two 42")) as server:
            self.assertEqual(run("watch", server.url, r"--expect=two \d+").returncode, 0)
            self.assertEqual(run("watch", server.url, "--expect=three", "--timeout=0.3").returncode, 3)
        with Server(sends("one", then=1000)) as server:
            self.assertEqual(run("watch", server.url, "--expect=three").returncode, 3)

    def test_hostile_reason(self):
        """Terminals obey control characters: a server's reason may have none."""

        async def play(_, socket):
            await socket.close(1001, "\033]0;title\007")

        with Server(play) as server:
            result = run("watch", server.url, "--no-reconnect")
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"1001 going away:  ]0;title ", result.stderr)
        self.assertNotRegex(result.stderr, rb"[\x00-\x09\x0b-\x1f\x7f]")

    def test_goes_away(self):
        """Why it waits is said even if the server is not angry."""
        async def play(_, socket):
            await socket.close(1001, "restart")

        with Server(play) as server:
            result = run("watch", server.url, "--output=state", "--count=3")
        waiting = lines(result.stdout)[-1]
        words = "The server closed the connection: 1001 going away: restart."
        self.assertEqual((waiting["state"], waiting.get("error")), ("waiting", words))
        self.assertIn(f"whereabouts-cli: {words}\n", result.stderr.decode())

    def test_count_wins_over_the_close(self):
        with Server(sends(*[FIX] * 5, then=1011)) as server:
            for _ in range(5):
                self.assertEqual(run("watch", server.url, "--count=5").returncode, 0)

    def test_expectation_not_met_when_it_ends(self):
        with Server(sends(FIX)) as server:
            self.assertEqual(run("watch", server.url, "--expect=nothing", "--count=1").returncode, 3)
            self.assertEqual(run("watch", server.url, "--expect=nothing", "--duration=0.3").returncode, 3)

    def test_output_that_cannot_be_written(self):
        with Server(sends(FIX)) as server, open("/dev/full", "wb") as full:
            result = subprocess.run([CLI, "watch", server.url, "--count=1"], stdout=full, stderr=subprocess.PIPE, timeout=20)
        self.assertEqual(result.returncode, 1)
        self.assertIn(b"could not be written", result.stderr)

    def test_signal_while_nobody_reads(self):
        async def play(_, socket):
            while True:
                await socket.send(FIX)

        with Server(play) as server:
            process = start("watch", server.url)
            process.stdout.readline()
            time.sleep(0.5)  # the pipe fills up; nothing tells when
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(10), 130)
            process.communicate()

    def test_duration(self):
        with Server(sends()) as server:
            begin = time.monotonic()
            result = run("watch", server.url, "--duration=0.3", "--output=state")
            self.assertTrue(server.done.wait(5))
        self.assertEqual(result.returncode, 0)
        self.assertGreaterEqual(time.monotonic() - begin, 0.3)
        self.assertEqual([line["state"] for line in lines(result.stdout)], ["connecting", "open", "closing", "closed"])

    def test_A16_closed_by_server(self):
        for code, status, words in ((1000, 0, ""), (1001, 1, ""), (1008, 1, "policy violation"), (1011, 1, "server error"),
                                    (1012, 1, "server restarts"), (4001, 1, "4001")):
            with self.subTest(code=code), Server(sends(then=code)) as server:
                result = run("watch", server.url, "--output=state", "--no-reconnect")
                self.assertEqual(result.returncode, status)
                self.assertEqual(lines(result.stdout)[-1]["code"], code)
                self.assertIn(words, result.stderr.decode())

    def test_A5_G6_reconnects(self):
        """After a link that was lost it waits and comes back, and says again what it says on connect."""
        async def play(server, socket):
            server.received.append(await socket.recv())
            if server.clients == 1:
                await socket.close(1012)
            else:
                await socket.send(FIX)

        with Server(play) as server:
            result = run("watch", server.url, "--send=hello", "--output=fix,state", "--count=6")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(server.received, ["hello", "hello"])
        printed = lines(result.stdout)
        self.assertEqual([line.get("state", line["type"]) for line in printed],
                         ["connecting", "open", "waiting", "connecting", "open", "fix"])
        self.assertEqual(printed[2]["code"], 1012)
        self.assertIn("server restarts", printed[2]["error"])
        self.assertTrue(1 <= printed[2]["retry-in"] <= 2)

    def test_interrupted_while_it_waits(self):
        with Server(sends(then=1012)) as server:
            process = start("watch", server.url, "--output=state")
            while json.loads(process.stdout.readline())["state"] != "waiting":
                pass
            process.send_signal(signal.SIGINT)
            self.assertEqual(process.wait(5), 130)
            process.communicate()

    def test_interrupted_while_it_connects(self):
        """A server that accepts and says nothing holds up nobody who wants to go."""
        for sent, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=sent), socket.create_server(("127.0.0.1", 0)) as silent:
                process = start("watch", f"ws://127.0.0.1:{silent.getsockname()[1]}/", "--output=state")
                self.assertEqual(json.loads(process.stdout.readline())["state"], "connecting")
                with silent.accept()[0]:
                    process.send_signal(sent)
                    self.assertEqual(process.wait(5), status)
                self.assertEqual(process.communicate()[1], "")

    def test_user_from_a_file(self):
        """The line end that an editor leaves is not part of the password; a colon may be."""
        async def play(_, socket):
            await socket.send(request_headers(socket)["Authorization"])
            await socket.wait_closed()

        with tempfile.NamedTemporaryFile("w", encoding="utf-8") as secret, Server(play) as server:
            secret.write("jane:pass:wörd \n")
            secret.flush()
            result = run("watch", server.url, f"--user=@{secret.name}", "--output=message", "--count=1")
        kind, credentials = lines(result.stdout)[0]["text"].split()
        self.assertEqual((kind, base64.b64decode(credentials).decode()), ("Basic", "jane:pass:wörd"))

    def test_what_is_sent_to_open(self):
        async def play(_, socket):
            await socket.send(json.dumps(dict(request_headers(socket))))
            await socket.wait_closed()

        with tempfile.NamedTemporaryFile("w") as secret, Server(play, subprotocols=["v1"]) as server:
            secret.write("X-Api-Key: hunter2\n")
            secret.flush()
            result = run("watch", server.url, "--header=X-Own: a: b", f"--header=@{secret.name}", "--subprotocol=v2",
                         "--subprotocol=v1", "--bearer=env:TOKEN", "--output=message", "--count=1", env={"TOKEN": "hunter3"})
            basic = run("watch", server.url, "--subprotocol=v1", "--user=jane:pass:word", "--output=message", "--count=1")
        heard = json.loads(lines(result.stdout)[0]["text"])
        self.assertEqual(heard["x-own"], "a: b")
        self.assertEqual(heard["x-api-key"], "hunter2")
        self.assertEqual(heard["authorization"], "Bearer hunter3")
        self.assertEqual(heard["sec-websocket-protocol"], "v2, v1")
        heard = json.loads(lines(basic.stdout)[0]["text"])
        self.assertEqual(base64.b64decode(heard["authorization"].split()[1]), b"jane:pass:word")

    def test_wrong_options(self):
        for option in ("--header=no header", "--header=X-A: b\r\nX-C: d", "--header=Host: x", "--subprotocol=a b",
                       "--trust=abc", "--bearer=@/nowhere", "--bearer=env:WB_NOT_THERE", "--user=@/dev/zero"):
            with self.subTest(option=option):
                result = run("watch", "ws://127.0.0.1:1/", option)
                self.assertEqual(result.returncode, 2)
                self.assertTrue(result.stderr)

    def test_A15_refusal_is_shown(self):
        """Status, headers and body of an answer that is none; nothing in it reaches the terminal raw."""
        refuse = refuses(http.HTTPStatus.FORBIDDEN, {"Set-Cookie": "hunter2", "X-Why": "because"}, b"no \x1b[31mway\nfor you")
        with Server(sends(), process_request=refuse) as server:
            result = run("watch", server.url)
        self.assertEqual(result.returncode, 1)
        shown = result.stderr.decode()
        for words in ("(403 Forbidden)", "X-Why: because", "no  [31mway", "for you", "Set-Cookie: •••"):
            self.assertIn(words, shown)
        self.assertNotIn("hunter2", shown)

    def test_connect_timeout(self):
        """The time to wait is as the option says, and the sentence tells it."""
        with socket.create_server(("127.0.0.1", 0)) as silent:
            begin = time.monotonic()
            result = run("watch", f"ws://127.0.0.1:{silent.getsockname()[1]}/", "--connect-timeout=1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("within 1\u00a0s", result.stderr.decode())
        self.assertTrue(1 <= time.monotonic() - begin < 10)

    def test_redirect(self):
        """It is followed only when asked to, and then another server gets no secrets."""
        seen = []

        async def play(_, socket):
            seen.append((socket.path if hasattr(socket, "path") else socket.request.path, request_headers(socket)))
            await socket.send(FIX)
            await socket.wait_closed()

        with Server(play) as target:
            away = refuses(http.HTTPStatus.FOUND, {"Location": f"{target.url}end?token=hunter2&x=1"}, b"")
            with Server(sends(), process_request=away) as server:
                refused = run("watch", server.url, "--bearer=hunter2")
                followed = run("watch", server.url, "--follow-redirects", "--bearer=hunter2", "--header=X-Own: 1",
                               "--output=state", "--count=2")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("end?token=•••&x=1, which is not followed.", refused.stderr.decode())
        self.assertEqual(followed.returncode, 0, followed.stderr)
        self.assertEqual(lines(followed.stdout)[1]["redirected-to"], f"{target.url}end?x=1")
        (path, headers), = seen
        self.assertEqual(path, "/end?x=1")
        self.assertEqual(headers["X-Own"], "1")
        self.assertNotIn("Authorization", headers)
        self.assertNotIn("hunter2", (refused.stderr + followed.stderr + followed.stdout).decode())

    def test_redirect_in_a_circle(self):
        with Server(sends(), process_request=refuses(http.HTTPStatus.FOUND, {"Location": "/on"}, b"")) as server:
            result = run("watch", server.url, "--follow-redirects", "--no-reconnect")
        self.assertEqual(result.returncode, 1)
        self.assertIn("was sent on from server to server", result.stderr.decode())

    def test_A15_proxy(self):
        """What a proxy does not let pass is not laid on the server."""
        class Proxy(http.server.BaseHTTPRequestHandler):
            def refuse(self):
                self.send_error(403)

            def log_message(self, *_):  # pylint: disable=arguments-differ
                pass

            do_GET = do_CONNECT = refuse  # pylint: disable=invalid-name

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as proxy:
            threading.Thread(target=proxy.serve_forever, daemon=True).start()
            url = f"http://127.0.0.1:{proxy.server_port}"
            env = {"GIO_USE_PROXY_RESOLVER": None, "XDG_CURRENT_DESKTOP": None, "http_proxy": url, "https_proxy": url}
            for scheme, words in (("ws", "does not pass WebSocket connections that are not encrypted"),
                                  ("wss", "did not let the connection pass (403 Forbidden)")):
                result = run("watch", f"{scheme}://example.org/", env=env)
                self.assertEqual(result.returncode, 1)
                self.assertIn(f"The proxy on the way to example.org {words}", result.stderr.decode())
            proxy.shutdown()

    def test_A15_certificate(self):
        """What a refusal shows of the certificate is enough to trust it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(os.path.dirname(__file__), "..", "data", "tls", "self-signed.pem"))
        # The leak checker crashes on GnuTLS.
        env = {"ASAN_OPTIONS": "detect_leaks=0"}
        with Server(sends(FIX), ssl=context) as server:
            url = server.url.replace("ws:", "wss:")
            refused = run("watch", url, env=env)
            self.assertEqual(refused.returncode, 1)
            self.assertIn("is not trusted: its issuer is not known", refused.stderr.decode())
            fingerprint = re.search(r"SHA-256: ([0-9a-f]{64})", refused.stderr.decode())[1]
            self.assertEqual(run("watch", url, f"--trust={fingerprint}", "--count=1", env=env).returncode, 0)
            self.assertEqual(run("watch", url, f"--trust={'0' * 64}", "--count=1", env=env).returncode, 1)

    def test_A15_refused(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            result = run("watch", f"ws://127.0.0.1:{port}/", "--output=state")
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"refused the connection on port {port}", result.stderr.decode())
        states = lines(result.stdout)
        self.assertEqual([line["state"] for line in states], ["connecting", "closed"])
        self.assertIn("refused", states[-1]["error"])

    def test_max_message(self):
        with Server(sends("x" * 2000)) as server:
            result = run("watch", server.url, "--max-message=1000", "--output=state")
            self.assertTrue(server.done.wait(5))
        self.assertEqual(result.returncode, 1)
        self.assertEqual(server.close_code, 1009)
        self.assertIn("more than", result.stderr.decode())

    def test_lines_are_the_same_in_every_locale(self):
        """Only people read German numbers; tests/po/test-lines.c does the same for words."""
        with Server(sends("x" * 2000)) as server:
            result = run("watch", server.url, "--max-message=1536", "--output=state",
                         env={"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"})
        self.assertIn("more than 1.5\u00a0KiB", lines(result.stdout)[-1]["error"])

    def test_signals(self):
        for sent, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
            with self.subTest(signal=sent), Server(sends(FIX)) as server:
                process = start("watch", server.url)
                self.assertEqual(json.loads(process.stdout.readline())["type"], "fix")
                process.send_signal(sent)
                self.assertEqual(process.wait(5), status)
                self.assertTrue(server.done.wait(5))
                self.assertEqual(server.close_code, 1001)
                process.communicate()

    def test_closed_output(self):
        async def play(_, socket):
            while True:
                await socket.send(FIX)

        with Server(play) as server:
            process = start("watch", server.url)
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.wait(10), 0)
            self.assertEqual(process.stderr.read(), "")
            process.stderr.close()

    def test_secrets_are_masked(self):
        with Server(sends(FIX)) as server:
            url = server.url.replace("ws://", "ws://jane:hunter2@") + "?token=hunter2"
            result = run("watch", url, "--output=all", "--duration=0.3")
        self.assertIn("•••", result.stdout.decode())
        self.assertNotIn(b"hunter2", result.stdout + result.stderr)

    def test_G2_blanks_around_the_address(self):
        with Server(sends(FIX)) as server:
            self.assertEqual(run("watch", f" {server.url}\n", "--count=1").returncode, 0)

    def test_A18_one_connection(self):
        with Server(sends(FIX, then=1000)) as server:
            run("watch", server.url)
            self.assertEqual(server.clients, 1)


if __name__ == "__main__":
    unittest.main()
