/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which language is spoken where. */

#include "config.h"

#include "cli-locale.h"

#include <glib/gi18n.h>
#include <locale.h>

/**
 * cli_locale_init:
 * @folder: where the translations are
 *
 * Makes the calling thread speak the user's language and every other thread English, with points in
 * its numbers: what feeds explain goes into lines that programs read, and these are the same in
 * every locale.
 */
void
cli_locale_init (const char *folder)
{
  setlocale (LC_ALL, "");
  uselocale (duplocale (LC_GLOBAL_LOCALE));
  setlocale (LC_MESSAGES, "C");
  setlocale (LC_NUMERIC, "C");

  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * cli_locale_decode:
 * @decoder: a decoder
 * @message: a message
 *
 * Decodes @message on the calling thread with the words of the other threads.
 */
void
cli_locale_decode (WbDecoder *decoder,
                   WbMessage *message)
{
  locale_t own = uselocale (LC_GLOBAL_LOCALE);

  wb_decoder_decode (decoder, message);
  uselocale (own);
}
