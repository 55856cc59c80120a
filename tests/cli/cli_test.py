# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""What the tests of whereabouts-cli share: running it, and a WebSocket server that we did not write."""

import asyncio
import json
import os
import subprocess
import threading

import websockets
import websockets.datastructures
import websockets.http11

CLI = os.environ["WHEREABOUTS_CLI"]
TIMEOUT = 20


def run(*args, stdin="", env=None):
    """Runs the program to its end; a variable of env that is None is taken away."""
    whole = {name: value for name, value in {**os.environ, **(env or {})}.items() if value is not None}
    return subprocess.run([CLI, *args], input=stdin.encode(), capture_output=True, timeout=TIMEOUT, env=whole)


def start(*args):
    """Starts the program; the caller ends it."""
    return subprocess.Popen([CLI, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lines(output):
    """The JSON lines of an output."""
    return [json.loads(line) for line in output.splitlines()]


class Server:
    """A server of python3-websockets on a thread of its own; its handler plays one client."""

    def __init__(self, handler, host="127.0.0.1", **options):
        self.handler = handler
        self.host = host
        self.options = options
        self.received = []
        self.close_code = None
        self.clients = 0
        self.done = threading.Event()
        self.ready = threading.Event()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.thread.start()
        assert self.ready.wait(TIMEOUT)
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.end.set)
        self.thread.join(TIMEOUT)

    def _run(self):
        self.loop.run_until_complete(self._serve())
        self.loop.close()

    async def _serve(self):
        self.end = asyncio.Event()
        async with websockets.serve(self._play, self.host, 0, **self.options) as server:
            port = server.sockets[0].getsockname()[1]
            self.url = f"ws://{self.host}:{port}/"
            self.ready.set()
            await self.end.wait()

    async def _play(self, socket, *_):
        self.clients += 1
        try:
            await self.handler(self, socket)
        except websockets.ConnectionClosed:
            pass
        await socket.wait_closed()
        self.close_code = socket.close_code
        self.done.set()


def sends(*messages, then=None):
    """A handler that sends messages, then closes with a code or collects what comes."""

    async def play(server, socket):
        for message in messages:
            await socket.send(message)
        if then is not None:
            await socket.close(then)
        async for message in socket:
            server.received.append(message)

    return play


def request_headers(socket):
    """What a client sent to open; the name of it changed with version 14."""
    return socket.request.headers if hasattr(socket, "request") else socket.request_headers


def refuses(status, headers, body):
    """A process_request that lets nobody in; both its ends changed with version 14."""

    async def refuse(first, _):
        if isinstance(first, str):
            return status, headers, body
        lines = websockets.datastructures.Headers({**headers, "Content-Length": str(len(body))})
        return websockets.http11.Response(status, status.phrase, lines, body)

    return refuse
