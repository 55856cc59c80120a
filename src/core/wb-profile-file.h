/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Connections described in .websocket files. */

#pragma once

#include "wb-profile.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* No description of a connection is larger. */
#define WB_PROFILE_FILE_MAX_BYTES (1024 * 1024)

#define WB_PROFILE_FILE_ERROR (wb_profile_file_error_quark ())
GQuark wb_profile_file_error_quark (void);

typedef enum
{
  WB_PROFILE_FILE_ERROR_MISSING,
  WB_PROFILE_FILE_ERROR_READ,
  WB_PROFILE_FILE_ERROR_TOO_BIG,
  WB_PROFILE_FILE_ERROR_SYNTAX,
  WB_PROFILE_FILE_ERROR_NO_ADDRESS,
} WbProfileFileError;

WbProfile *
wb_profile_file_parse (const char *data, gsize length, const char *file_name, GError **error);

char *wb_profile_file_format (WbProfile *profile);

GFile *wb_profile_file_get_file (WbProfile *profile);
void wb_profile_file_set_file (WbProfile *profile,
                               GFile *file);

char *wb_profile_file_dup_member (WbProfile *profile,
                                  const char *name);
char *wb_profile_file_dup_path (WbProfile *profile);
gboolean wb_profile_file_set_server (WbProfile *profile,
                                     const char *server,
                                     GError **error);

WbProfile *wb_profile_file_load (const char *path,
                                 GError **error);
void wb_profile_file_read_async (GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data);
WbProfile *wb_profile_file_read_finish (GAsyncResult *result,
                                        GError **error);

G_END_DECLS
