/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the commands of whereabouts-cli share. */

#pragma once

#include "wb-registry.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Exit statuses; scripts rely on them. */
typedef enum {
  CLI_DONE = 0,
  CLI_FAILED = 1,
  CLI_USAGE = 2,
  CLI_UNMET = 3, /* an expectation was not met in time */
  CLI_INTERRUPTED = 130,
  CLI_TERMINATED = 143,
} CliStatus;

int cli_watch (WbRegistry *registry,
               int argc,
               char **argv);
int cli_decode (WbRegistry *registry,
                int argc,
                char **argv);
int cli_demo (WbRegistry *registry,
              int argc,
              char **argv);

gboolean cli_parse (const char *parameters,
                    const char *summary,
                    const GOptionEntry *entries,
                    int *argc,
                    char ***argv);
int cli_usage_error (const char *format,
                     ...) G_GNUC_PRINTF (1, 2);
gboolean cli_check_format (WbRegistry *registry,
                           const char *format);
/**
 * CliWritten:
 * @CLI_WRITTEN: all of it was written
 * @CLI_UNREAD: nobody reads stdout any more
 * @CLI_UNWRITTEN: it could not be written; the user was told why
 * @CLI_LATE: it could not be written in time
 *
 * What became of output.
 */
typedef enum {
  CLI_WRITTEN,
  CLI_UNREAD,
  CLI_UNWRITTEN,
  CLI_LATE,
} CliWritten;

CliWritten cli_write (GString *out,
                      gint64 deadline);
void cli_on_signals (GSourceFunc after_interrupt,
                     GSourceFunc after_terminate,
                     gpointer data);

G_END_DECLS
