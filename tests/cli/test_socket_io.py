# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""whereabouts-cli watch against a server of python3-socketio."""

import base64
import socket
import socketserver
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

from cli_test import lines, run, start

PEER = Path(__file__).parent.parent / "net" / "socket-io-peer.py"


class Peer:
    """The server; it keeps its port when it is started again."""

    port = 0

    def __enter__(self):
        self.process = subprocess.Popen(["/usr/bin/python3", PEER, str(self.port)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())
        self.url = f"http://127.0.0.1:{self.port}"
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


class Socks(socketserver.StreamRequestHandler):
    """A proxy of SOCKS 5 that leads to the port of its server's peer, whoever is asked for."""

    def handle(self):
        methods = self.rfile.read(2)[1]
        self.rfile.read(methods)
        self.wfile.write(b"\x05\x00")
        length = self.rfile.read(5)[4]
        host = self.rfile.read(length).decode()
        port = int.from_bytes(self.rfile.read(2), "big")
        self.server.asked.append((host, port))
        self.wfile.write(b"\x05\x00\x00\x01" + bytes(6))
        with socket.create_connection(("127.0.0.1", self.server.peer)) as peer:
            threading.Thread(target=self.relay, args=(peer,), daemon=True).start()
            while data := self.rfile.read1():
                peer.sendall(data)

    def relay(self, peer):
        try:
            while data := peer.recv(65536):
                self.wfile.write(data)
        except OSError:
            pass


def events(output):
    """Name and text of the events that came."""
    return [(line["event"], line["text"]) for line in lines(output)
            if line.get("kind") == "event" and line["direction"] == "received"]


class SocketIo(unittest.TestCase):
    def watch(self, *args, **options):
        with Peer() as peer:
            return run("watch", "--protocol=socket.io", peer.url, *args, **options)

    def test_D1_D4_position(self):
        result = self.watch("--count=1")
        self.assertEqual(result.returncode, 0)
        self.assertEqual((lines(result.stdout)[0]["lat"], lines(result.stdout)[0]["lon"]), (48.1, 11.5))

    def test_D13_proxy(self):
        """The proxy that the system names is asked for the server, by its name."""
        with Peer() as peer, socketserver.ThreadingTCPServer(("127.0.0.1", 0), Socks) as proxy:
            proxy.daemon_threads, proxy.peer, proxy.asked = True, peer.port, []
            threading.Thread(target=proxy.serve_forever, daemon=True).start()
            result = run("watch", "socketio+ws://whereabouts.invalid:81/", "--count=1",
                         env={"GIO_USE_PROXY_RESOLVER": None, "XDG_CURRENT_DESKTOP": None,
                              "http_proxy": f"socks5://127.0.0.1:{proxy.server_address[1]}"})
            proxy.shutdown()
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(lines(result.stdout)[0]["lat"], 48.1)
        self.assertEqual(proxy.asked, [("whereabouts.invalid", 81)])

    def test_D2_auth(self):
        """From everywhere a secret may come from, and nowhere shown but where the server says it."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write('{"token":"s3cret"}\n')
            file.flush()
            for value in ('{"token":"s3cret"}', f"@{file.name}", "env:AUTH"):
                result = self.watch(f"--auth={value}", "--output=message", "--expect=s3cret",
                                    env={"AUTH": '{"token":"s3cret"}'})
                self.assertEqual(result.returncode, 0, result.stderr)
                self.assertIn(("auth", '[{"token":"s3cret"}]'), events(result.stdout))
                sent = [line["text"] for line in lines(result.stdout) if line["direction"] == "sent"]
                self.assertIn('40{"token":"•••"}', sent)
                self.assertNotIn("s3cret", "".join(sent))

    def test_D6_refused(self):
        result = self.watch('--auth={"token":"bad"}', "--output=state")
        self.assertEqual(result.returncode, 1)
        self.assertEqual([line["state"] for line in lines(result.stdout)], ["connecting", "open", "closed"])
        self.assertIn("/: Not authorized {\"code\":7}.", result.stderr.decode())

    def test_D14_emit(self):
        """What was emitted is answered by nobody but asked for by the line."""
        result = self.watch('--emit=["a"]', '--emit=["b",1,"2",{"3":[true]}]', "--send=hello", "--output=message",
                            "--duration=1")
        sent = [(line["event"], line["text"]) for line in lines(result.stdout)
                if line["kind"] == "event" and line["direction"] == "sent"]
        self.assertEqual(sent, [("message", '["hello"]'), ("a", "[]"), ("b", '[1,"2",{"3":[true]}]')])

    def test_echo(self):
        result = self.watch("--echo", "--output=message", "--duration=1")
        sent = [(line["event"], line["text"]) for line in lines(result.stdout)
                if line["kind"] == "event" and line["direction"] == "sent"]
        self.assertEqual(sent, [("position/ship", '[{"lat":48.1,"lon":11.5}]'), ("auth", "[]")])

    def test_D14_namespaces(self):
        result = self.watch("--namespace=/admin", "--namespace=/", "--output=message", "--duration=1")
        found = [line for line in lines(result.stdout) if line.get("event") == "question"]
        self.assertEqual(found[0]["namespace"], "/admin")
        self.assertEqual([base64.b64decode(data) for data in found[0]["attachments"]], [b"\x00\x01", b"\xff"])
        self.assertIn("ack", found[0])
        self.assertIn("position/ship", [line.get("event") for line in lines(result.stdout)])

    def test_D6_server_disconnects(self):
        result = self.watch('--emit=["leave"]', "--output=state")
        self.assertEqual(result.returncode, 1)
        self.assertEqual([line["state"] for line in lines(result.stdout)], ["connecting", "open", "closed"])

    def test_A5_restart(self):
        """A server that comes back finds its client, which says everything again."""
        peer = Peer()
        with peer:
            process = start("watch", "--protocol=socket.io", peer.url, "--output=message", '--emit=["hello"]')
            while '"sent","kind":"event","event":"hello"' not in process.stdout.readline():
                pass
        with peer:
            while '"sent","kind":"event","event":"hello"' not in process.stdout.readline():
                pass
            process.terminate()
            process.communicate()
        self.assertEqual(process.returncode, 143)

    def test_usage(self):
        for argument in ("--protocol=mqtt", "--auth=[]", "--auth=nonsense", "--auth=env:NOT_THERE", "--emit=x", "--emit=[1]",
                         '--emit=["connect"]', '--emit=["a"', "--emit=[]"):
            result = run("watch", argument, "http://127.0.0.1:1", env={"NOT_THERE": None})
            self.assertEqual(result.returncode, 2, argument)
            self.assertNotIn("nonsense", result.stderr.decode())

    def test_bad_namespace(self):
        result = run("watch", "--namespace=a,b", "socketio+ws://127.0.0.1:1")
        self.assertEqual(result.returncode, 1)
        self.assertIn("“a,b” is not a namespace.", result.stderr.decode())


if __name__ == "__main__":
    unittest.main()
