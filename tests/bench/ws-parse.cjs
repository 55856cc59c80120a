// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: 2026 The Whereabouts authors

// The peer of bench-pipeline: npm's “ws” (found through NODE_PATH) and JSON.parse().

const WebSocket = require('ws');

let received = 0;
let sum = 0;
let first;

const socket = new WebSocket(process.argv[2], { perMessageDeflate: false });
socket.on('message', (data) => {
  if (received++ === 0)
    first = process.hrtime.bigint();
  const message = JSON.parse(data.toString());
  sum += message.lat + message.lon + message.id.length;
});
socket.on('close', () => {
  const seconds = Number(process.hrtime.bigint() - first) / 1e9;
  const { user, system } = process.cpuUsage();
  console.log((received / seconds).toFixed(0), ((user + system) / received).toFixed(3));
});
