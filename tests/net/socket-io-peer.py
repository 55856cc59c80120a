#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""A Socket.IO server that is not ours (python3-socketio).

“/” refuses the token “bad”, greets with a position, says or asks what it is told to (the name of
the event first), and answers every other event with its arguments; “/admin” asks who joins, and
tells what was answered. The argument is the port, 0 for a free one. It prints its port and ends
with its standard input.
"""

import asyncio
import sys

import socketio
from aiohttp import web

server = socketio.AsyncServer(async_mode="aiohttp", ping_interval=1, ping_timeout=1)


@server.event
async def connect(sid, _environ, auth):
    if (auth or {}).get("token") == "bad":
        raise socketio.exceptions.ConnectionRefusedError("Not authorized", {"code": 7})
    await server.emit("position/ship", {"lat": 48.1, "lon": 11.5}, to=sid)
    await server.emit("auth", auth, to=sid)


@server.on("leave")
async def leave(sid):
    await server.disconnect(sid)


@server.on("say")
async def say(sid, event, *arguments):
    await server.emit(event, arguments, to=sid)


@server.on("ask")
async def ask(sid, event, *arguments):
    async def answered(*answer):
        await server.emit("answered", answer, to=sid)

    await server.emit(event, arguments, to=sid, callback=answered)


@server.on("*")
async def answer(_event, _sid, *arguments):
    return arguments


@server.event(namespace="/admin")
async def connect(sid, _environ, _auth=None):  # pylint: disable=function-redefined
    async def answered(*arguments):
        await server.emit("answered", arguments, to=sid, namespace="/admin")

    await server.emit("question", (b"\x00\x01", b"\xff", 3), to=sid, namespace="/admin", callback=answered)


async def main():
    application = web.Application()
    server.attach(application)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", int(sys.argv[1]), shutdown_timeout=0.1)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
