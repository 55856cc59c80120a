/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A transport and a decoder for tests of core, which knows neither libsoup nor formats. */

#pragma once

#include "wb-registry.h"

G_BEGIN_DECLS

/* Addresses of the fake transport:
 *
 * fake://echo     opens and sends every message back
 * fake://refuse   fails to open
 * fake://hang     never opens
 * fake://flood/N  opens and sends the numbers 1…N without once returning to the main context
 * fake://bye/CODE opens and is closed by the server
 * fake://lose/ID  opens, sends ID if there is one, and loses the link
 * fake://ping     opens and sends the text “ping”
 *
 * Its decoder takes every text for the id of an object at 1° N 2° E, “gone:ID” for its removal, and
 * “not” for no position. */
WbRegistry *wb_fake_registry_new (void);

G_END_DECLS
