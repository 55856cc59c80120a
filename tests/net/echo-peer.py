#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""A WebSocket server that is not ours: echoes, and closes when told so ("close 4001 reason").

The argument chooses how it compresses. It prints its port and ends with its standard input.
"""

import asyncio
import sys

import websockets
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

EXTENSIONS = {
    "plain": [],
    "takeover": [ServerPerMessageDeflateFactory()],
    "no-takeover": [
        ServerPerMessageDeflateFactory(
            server_no_context_takeover=True, client_no_context_takeover=True
        )
    ],
    "small-window": [
        ServerPerMessageDeflateFactory(server_max_window_bits=9, client_max_window_bits=9)
    ],
}


async def serve(connection):
    try:
        async for message in connection:
            if isinstance(message, str) and message.startswith("close "):
                _, code, reason = message.split(" ", 2)
                await connection.close(int(code), reason)
            else:
                await connection.send(message)
    except websockets.ConnectionClosed:
        pass


async def main():
    server = await websockets.serve(
        serve,
        "127.0.0.1",
        0,
        compression=None,
        extensions=EXTENSIONS[sys.argv[1]],
        max_size=2**24,
        ping_interval=None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
