/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Feeds whatever libFuzzer invents to the decoder that finds formats by itself. NUL bytes part the
 * input into messages of one connection, so that what is remembered is tried as well. */

#include "config.h"

#include "wb-check.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize size)
{
  g_autoptr(WbDecoder) decoder = wb_check_create_decoder (NULL);
  const char *at = (const char *) data;
  const char *end = at + size;

  while (at < end)
    {
      const char *nul = memchr (at, '\0', (gsize) (end - at));
      const char *stop = nul != NULL ? nul : end;

      wb_message_unref (wb_check_decode (decoder, WB_CHECK_TIME, at, (gsize) (stop - at)));
      at = stop + 1;
    }
  return 0;
}
