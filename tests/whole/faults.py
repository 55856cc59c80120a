# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Servers that fail, each in a way of its own, and what has to be made of it: one table for
whereabouts-cli and for the window.

Run by itself with a port this is a server that waits to be killed.
"""

import base64
import contextlib
import dataclasses
import hashlib
import json
import pathlib
import re
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time

HOST = "127.0.0.1"
CERTIFICATES = pathlib.Path(__file__).resolve().parent.parent / "data" / "tls"
ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

# No client keeps a server waiting for so long.
SERVER_TIMEOUT = 120

# What GLib prints when something is wrong with the program itself.
COMPLAINTS = re.compile(r"CRITICAL|WARNING|ERROR \*\*|Sanitizer")

TEXT, CLOSE = 0x1, 0x8
GREETING = '{"id":"a","lat":1,"lon":2}'

# How the window calls a connection that is over.
CLOSED, FAILED, ENDED = "Closed", "Could not connect", "Closed by the server"
WAITING = "Trying again"


class Peer:
    """A client, and what a server does to it."""

    def __init__(self, server, connection):
        self.server = server
        self.socket = connection
        self.stream = connection.makefile("rb")

    def read_request(self):
        """The headers of a request, by their names in small letters."""
        lines = iter(lambda: self.stream.readline().decode("latin-1").strip(), "")
        pairs = (line.partition(":") for line in list(lines)[1:])
        return {name.lower(): value.strip() for name, _, value in pairs}

    def write(self, data):
        self.socket.sendall(data)

    def answer(self, status, *headers, body=""):
        lines = [f"HTTP/1.1 {status}", *headers, "", body]
        self.write("\r\n".join(lines).encode())

    def shake_hands(self, *headers):
        key = self.read_request()["sec-websocket-key"] + ACCEPT_GUID
        accept = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.answer("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
                    f"Sec-WebSocket-Accept: {accept}", *headers)

    def send(self, opcode, payload=b""):
        """A short frame."""
        assert len(payload) < 126
        self.write(bytes([0x80 | opcode, len(payload)]) + payload)

    def read_text(self):
        """The next short frame."""
        head = self.stream.read(6)
        payload = self.stream.read(head[1] & 0x7f)
        return bytes(byte ^ head[2 + i % 4] for i, byte in enumerate(payload)).decode()

    def read_rest(self):
        """All that comes, until the client has had enough."""
        while self.stream.read1():
            pass

    def fail(self):
        """What comes next is the fault."""
        self.server.failed.append(time.monotonic())


class Server:
    """Plays its plays, one for each client, the last for all that follow; without any, its port is closed."""

    def __init__(self, *plays, certificate=None):
        self.plays = plays
        self.context = None
        if certificate is not None:
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(CERTIFICATES / certificate)
        self.came = []    # when clients came, by the monotonic clock
        self.failed = []  # and when they met the fault
        self.peers = []
        self.over = threading.Event()
        # A bound port belongs to nobody else, and refuses until it is listened on.
        self.socket = socket.socket()
        self.socket.bind((HOST, 0))
        self.port = self.socket.getsockname()[1]

    def __enter__(self):
        if self.plays:
            self.socket.listen()
            threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.stop_listening()
        self.socket.close()
        for connection in self.peers:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def stop_listening(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                connection.settimeout(SERVER_TIMEOUT)
                play = self.plays[min(len(self.came), len(self.plays) - 1)]
                self.came.append(time.monotonic())
                self.peers.append(connection)
                threading.Thread(target=self._serve, args=(connection, play), daemon=True).start()

    def _serve(self, connection, play):
        # Many a client goes when it has seen what it wanted, or what it does not trust.
        with contextlib.suppress(OSError, KeyError, IndexError):
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
            peer = Peer(self, connection)
            play(peer)
            connection.shutdown(socket.SHUT_WR)
            peer.read_rest()
        connection.close()


# What a server does to a client.


def answers(status, *headers, body=""):
    """An answer that is none of a WebSocket."""
    def play(peer):
        peer.read_request()
        peer.fail()
        peer.answer(status, f"Content-Length: {len(body)}", *headers, body=body)
    return play


def closes(code=None, reason=""):
    """A link that ends with a close frame, which may be empty."""
    def play(peer):
        peer.shake_hands()
        peer.send(TEXT, GREETING.encode())
        peer.fail()
        peer.send(CLOSE, struct.pack("!H", code) + reason.encode() if code is not None else b"")
        peer.read_rest()
    return play


def hangs_up(peer):
    """A link that ends without a goodbye."""
    peer.shake_hands()
    peer.send(TEXT, GREETING.encode())
    peer.fail()


def stops(peer):
    """A server that ends, and nobody follows it."""
    peer.shake_hands()
    peer.server.stop_listening()
    peer.fail()


def holds(seconds):
    """A link that ends in the same way when it has been open for a while."""
    def play(peer):
        peer.shake_hands()
        peer.server.over.wait(seconds)
        peer.fail()
    return play


def says_nothing(peer):
    peer.fail()
    peer.read_rest()


def chooses(subprotocol):
    def play(peer):
        peer.shake_hands(f"Sec-WebSocket-Protocol: {subprotocol}")
        peer.read_rest()
    return play


def speaks_plain(peer):
    """A web server without TLS, which finds that no request looks like this."""
    peer.stream.read1()
    peer.answer("400 Bad Request", "Content-Length: 0", "Connection: close")


def stops_forwarding(peer):
    """A forwarder with a good server behind it: a greeting passes, and then nothing, in either
    direction, while both its connections stay open."""
    def greets(inner):
        inner.shake_hands()
        inner.send(TEXT, GREETING.encode())
        inner.read_rest()

    with Server(greets) as server, socket.create_connection((HOST, server.port), SERVER_TIMEOUT) as beyond:
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            request += peer.stream.readline()
        beyond.sendall(request)
        passed = b""
        while not passed.endswith(GREETING.encode()):
            passed += beyond.recv(4096)
        peer.write(passed)
        peer.fail()
        peer.read_rest()


# What has to be made of it.


@dataclasses.dataclass
class Fault:
    """A row of the table."""

    name: str
    plays: tuple
    sentence: str             # a regular expression
    title: str = WAITING      # how the window calls the state that follows
    code: int = 0             # how the link ended; 0 where there was none
    wait: int = 1             # which wait follows the fault: the first, or one after a link that was lost
    details: str = ""         # what an answer said besides
    is_error: bool = True     # whether a server that left in peace is called one
    certificate: str = None
    host: str = HOST
    scheme: str = "ws"
    settings: dict = dataclasses.field(default_factory=dict)

    @property
    def tries_again(self):
        return self.title == WAITING

    @property
    def span(self):
        """The seconds between which the wait has to be."""
        return wait_span(self.wait)

    def write_file(self, folder, port):
        """A connection to this fault, as a file."""
        return write_connection(folder, self.name, f"{self.scheme}://{self.host}:{port}/live", self.settings)


def wait_span(number):
    """The seconds between which a wait has to be that is the first, second… since the last stable link."""
    most = min(2 ** number, 30)
    return most / 2, most


def write_connection(folder, name, url, settings):
    path = pathlib.Path(folder, f"{name}.websocket")
    path.write_text(json.dumps({"endpoint": url, "description": name,
                                "whereabouts": {"version": 1, **settings}}), encoding="utf-8")
    return str(path)


def said_by_server(words):
    return rf"127\.0\.0\.1 closed the connection: {words}\. Whoever runs the server can tell more\."


REFUSED = (r"The server at 127\.0\.0\.1 refused the connection on port \d+\. "
           r"Check the port, or whether the server is running\.")
UNTRUSTED = r"The certificate of 127\.0\.0\.1 is not trusted: {}\. Do not send secrets before this is settled\."
LOST = r"The connection was lost after \d+ seconds?\. Check the network, or whether the server is still running\."
UNAUTHORIZED = r"127\.0\.0\.1 did not accept who connects \(401 Unauthorized\)\. Check the user name and password"

FAULTS = [
    # Nobody answers.
    Fault("closed port", (), REFUSED, FAILED),
    Fault("closed port later", (stops,), REFUSED, wait=2),
    Fault("silent server", (says_nothing,), r"127\.0\.0\.1 did not answer within 20\s+s\.", FAILED),
    # The answer is none of a WebSocket.
    Fault("http 200", (answers("200 OK", body="welcome"),),
          r"answered, but not as a WebSocket \(200 OK\)\. Check the path", FAILED, details="welcome"),
    Fault("http 301", (answers("301 Moved Permanently", "Location: https://example.org/live", body="over there"),),
          r"127\.0\.0\.1 sends connections on to https://example\.org/live, which is not followed\.", FAILED,
          details="over there"),
    Fault("http 401", (answers("401 Unauthorized", "WWW-Authenticate: Bearer", body="who are you?"),),
          UNAUTHORIZED, FAILED, details="who are you?"),
    Fault("http 401 later", (hangs_up, answers("401 Unauthorized", "WWW-Authenticate: Bearer")),
          UNAUTHORIZED, FAILED),
    Fault("http 403", (answers("403 Forbidden", body="members only"),),
          r"127\.0\.0\.1 does not allow this connection \(403 Forbidden\)\.", FAILED, details="members only"),
    Fault("http 404", (answers("404 Not Found", body="no such page"),),
          r"answered, but not as a WebSocket \(404 Not Found\)\. Check the path", FAILED, details="no such page"),
    Fault("http 404 later", (hangs_up, answers("404 Not Found")),
          r"answered, but not as a WebSocket \(404 Not Found\)", wait=2),
    Fault("http 500", (answers("500 Internal Server Error", body="a stack trace"),),
          r"answered, but not as a WebSocket \(500 Internal Server Error\)", details="a stack trace"),
    Fault("http 500 later", (hangs_up, answers("500 Internal Server Error")),
          r"answered, but not as a WebSocket \(500 Internal Server Error\)", wait=2),
    Fault("wrong subprotocol", (chooses("v3"),),
          r"127\.0\.0\.1 chose the subprotocol “v3”, which was not offered\. Check the subprotocols", FAILED,
          settings={"subprotocols": ["v2", "v1"]}),
    # It is not who it should be.
    Fault("self-signed", (closes(1000),), UNTRUSTED.format("its issuer is not known"), FAILED,
          certificate="self-signed.pem", scheme="wss"),
    Fault("expired", (closes(1000),), UNTRUSTED.format("it expired on 3 May 2026, its issuer is not known"), FAILED,
          certificate="expired.pem", scheme="wss"),
    Fault("wrong host", (closes(1000),),
          UNTRUSTED.format("it belongs to another name, its issuer is not known"), FAILED,
          certificate="other-name.pem", scheme="wss"),
    Fault("TLS to a plain port", (speaks_plain,),
          r"127\.0\.0\.1 did not agree on an encrypted connection on port \d+\. Check the port", FAILED,
          scheme="wss"),
    # A link ends.
    Fault("half-open", (stops_forwarding,),
          r"127\.0\.0\.1 fell silent: nothing came from it for 11\s+s, not even an answer to a ping\.",
          code=1006, settings={"keepAlive": 1}),
    Fault("1000", (closes(1000),), r"The server closed the connection: 1000 normal closure\.", CLOSED, code=1000,
          is_error=False),
    Fault("1001", (closes(1001),), r"The server closed the connection: 1001 going away\.", code=1001),
    Fault("1002", (closes(1002),), said_by_server("1002 protocol error"), code=1002),
    Fault("1005", (closes(),), r"The server closed the connection: 1005 no code given\.", code=1005),
    Fault("1006", (hangs_up,), LOST, code=1006),
    Fault("1008", (closes(1008, "not you"),), said_by_server("1008 policy violation: not you"), ENDED, code=1008),
    Fault("1011", (closes(1011),), said_by_server("1011 server error"), code=1011),
    Fault("1012", (closes(1012, "new version"),), said_by_server("1012 server restarts: new version"), code=1012),
    Fault("4001", (closes(4001, "bad token"),), said_by_server("4001 code of this service: bad token"), ENDED,
          code=4001),
]

# Which of these it is depends on the network of the computer: without any, it is worth waiting for one.
UNKNOWN_NAMES = [
    Fault("unknown name", (), sentence, title, host="whereabouts.invalid", scheme="wss")
    for sentence, title in [(r"There is no server called whereabouts\.invalid\. Check the address", FAILED),
                            (r"There is no way to whereabouts\.invalid from this network\. Check the address", FAILED),
                            (r"whereabouts\.invalid did not answer within 20\s+s\.", FAILED),
                            (r"This computer is offline\. The connection opens by itself as soon as", WAITING)]]


class MortalServer:
    """A server in a process of its own that is killed and started again at the same port. Its heir
    is ready before it dies, because interpreters take their time."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            self.port = probe.getsockname()[1]
        self.process, self.heir = None, self._spawn()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._end(self.process)
        self._end(self.heir)

    def _spawn(self):
        return subprocess.Popen([sys.executable, __file__, str(self.port)], text=True, stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE)

    @staticmethod
    def _end(process):
        process.kill()
        process.communicate()

    def start(self):
        self.process, self.heir = self.heir, self._spawn()
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "ready\n"

    def kill(self):
        self._end(self.process)

    def hear(self):
        """What a client says first; waits for one."""
        return self.process.stdout.readline().strip()


def serve(port):
    """Begins when it is told to, greets, prints the first message of each client, and ends with the
    program that started it."""
    def play(peer):
        peer.shake_hands()
        peer.send(TEXT, GREETING.encode())
        print(peer.read_text(), flush=True)
        peer.read_rest()

    sys.stdin.readline()
    server = Server(play)
    server.socket.close()
    server.socket = socket.create_server((HOST, port))
    with server:
        print("ready", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
