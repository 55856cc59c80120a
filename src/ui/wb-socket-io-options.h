/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection that speaks Socket.IO. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_SOCKET_IO_OPTIONS (wb_socket_io_options_get_type ())
G_DECLARE_FINAL_TYPE (
    WbSocketIoOptions, wb_socket_io_options, WB, SOCKET_IO_OPTIONS, AdwPreferencesGroup)

void wb_socket_io_options_show (WbSocketIoOptions *self,
                                WbProfile *profile);
void wb_socket_io_options_set_address (WbSocketIoOptions *self,
                                       const char *address);
void wb_socket_io_options_apply (WbSocketIoOptions *self,
                                 WbProfile *profile);
gboolean wb_socket_io_options_are_valid (WbSocketIoOptions *self);

G_END_DECLS
