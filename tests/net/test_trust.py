# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Trust that is given to one connection is not that of another, though both share a TLS session.

The only argument is the program that connects, see trust-opener.c. Only sessions of TLS 1.3 are taken
up again, and with newer libraries none at all.
"""

import base64
import hashlib
import re
import socket
import ssl
import subprocess
import sys
import threading
import unittest
from pathlib import Path

OPENER = sys.argv.pop(1)
TLS = Path(__file__).parent.parent / "data" / "tls"
PEM = TLS / "self-signed.pem"
CLIENT = TLS / "other-name.pem"
TRUST = "trust=" + hashlib.sha256(ssl.PEM_cert_to_DER_cert(
    re.search("-----BEGIN CERT.*?END CERT[^\n]*", PEM.read_text(encoding="ascii"), re.DOTALL)[0])).hexdigest()
OTHER = "trust=" + "00" * 32
RESUMES = subprocess.run([OPENER, "--resumes"], stdout=subprocess.PIPE, text=True, check=True).stdout == "yes\n"
REFUSAL = "is not trusted: its issuer is not known."


class Server:
    """Serves one client after the other; what it saw of each is whether its session was taken up again,
    the first line of its request, and whether it showed a certificate."""

    def __init__(self, version, mode, hangs_up):
        self.hangs_up = hangs_up  # on who does not say who it is
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(PEM)
        self.context.verify_mode = mode
        self.context.load_verify_locations(CLIENT)
        self.context.minimum_version = self.context.maximum_version = version
        self.seen = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while True:
            try:
                plain = self.listener.accept()[0]
            except OSError:
                return
            try:
                with self.context.wrap_socket(plain, server_side=True) as client:
                    self.play(client)
            except OSError:
                self.seen.append((False, None, False))

    def play(self, client):
        seen = [client.session_reused, None, client.getpeercert() is not None]
        if self.hangs_up and not seen[2]:
            self.seen.append(tuple(seen))
            return
        try:
            request = client.recv(65536).decode()
            seen[1] = request.split("\r\n")[0] or None
            if key := re.search("Sec-WebSocket-Key: (.*)\r", request):
                accept = hashlib.sha1((key[1] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
                client.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               b"Sec-WebSocket-Accept: " + base64.b64encode(accept) + b"\r\n\r\n\x81\x02hi")
                client.recv(65536)
                client.sendall(b"\x88\x02\x03\xe8")
            elif request:
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
        except OSError:
            pass
        self.seen.append(tuple(seen))

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.thread.join()


class Trust(unittest.TestCase):
    def attempts(self, *trust, host="127.0.0.1", version=ssl.TLSVersion.TLSv1_3, mode=ssl.CERT_OPTIONAL,
                 hangs_up=False):
        """What the program says of each attempt, and what the server saw."""
        server = Server(version, mode, hangs_up)
        result = subprocess.run([OPENER, f"wss://{host}:{server.port}/", *trust], stdout=subprocess.PIPE, text=True,
                                timeout=60, check=True)
        server.close()
        return result.stdout.splitlines(), server.seen

    def assert_refused(self, said, seen, words=REFUSAL):
        """An attempt with a session taken up again that ended before a word was sent."""
        self.assertIn(words, said)
        self.assertEqual(seen, (RESUMES, None, False))

    def test_fingerprint(self):
        """By address and by name."""
        for host in ("127.0.0.1", "localhost"):
            with self.subTest(host=host):
                said, seen = self.attempts(TRUST, TRUST, "nobody", TRUST, OTHER, host=host)
                self.assertEqual((said[0], said[1], said[3]), ("open", "open", "open"))
                self.assertEqual(seen[1][0], RESUMES)
                self.assert_refused(said[2], seen[2])
                self.assert_refused(said[4], seen[4], "the one that this connection trusts, its issuer is not known.")

    def test_authorities(self):
        """The errors are those of this connection's authorities, whoever opened the session."""
        said, seen = self.attempts(f"ca={PEM}", "nobody", TRUST, f"ca={PEM}", f"ca={PEM},{OTHER}")
        self.assertEqual((said[0], said[2], said[3]), ("open", "open", "open"))
        self.assertEqual(seen[3][0], RESUMES)
        self.assert_refused(said[1], seen[1])
        self.assert_refused(said[4], seen[4], "is not trusted: it is not the one that this connection trusts.")

    def test_login(self):
        """A log-in sends a password."""
        said, seen = self.attempts(TRUST, "login:nobody", f"login:{TRUST}", "nobody")
        self.assertEqual((said[0], said[2]), ("open", "open"))
        self.assertEqual(seen[2], (RESUMES, "POST / HTTP/1.1", False))
        self.assert_refused(said[1], seen[1])
        self.assert_refused(said[3], seen[3])

    def test_client(self):
        """Who one connection is, another is not."""
        client = f"{TRUST},certificate={CLIENT}"
        said, seen = self.attempts(client, TRUST, client, client, f"login:{TRUST}")
        self.assertEqual(said, ["open"] * 5)
        self.assertEqual([shown for _, _, shown in seen], [True, False, True, True, False])

    def test_A15_client_is_refused(self):
        """Without the certificate that a server wants, and with another; how it hangs up is its own affair."""
        for version, mode in ((ssl.TLSVersion.TLSv1_2, ssl.CERT_REQUIRED), (ssl.TLSVersion.TLSv1_3, ssl.CERT_REQUIRED),
                              (ssl.TLSVersion.TLSv1_3, ssl.CERT_OPTIONAL)):
            with self.subTest(version=version, mode=mode):
                said, seen = self.attempts(TRUST, f"{TRUST},certificate={PEM}", f"{TRUST},certificate={CLIENT}",
                                           version=version, mode=mode, hangs_up=True)
                self.assertIn("127.0.0.1 asked for a certificate of this client, got none", said[0])
                self.assertIn("may not accept the certificate of this client.", said[1])
                self.assertEqual(said[2], "open")
                self.assertEqual([shown for _, _, shown in seen], [False, False, True])


if __name__ == "__main__":
    unittest.main()
