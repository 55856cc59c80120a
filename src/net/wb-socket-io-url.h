/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Addresses of Socket.IO: the path that people type is a namespace. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where servers answer unless they were told otherwise. */
#define WB_SOCKET_IO_PATH "/socket.io/"

char *wb_socket_io_make_url (const char *address,
                             const char *path,
                             char **space,
                             GError **error);

G_END_DECLS
