/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What was said when a connection was opened, or when that was refused. */

#include "config.h"

#include "wb-handshake.h"

#include "wb-secret.h"
#include "wb-url.h"

#include <string.h>

/* Longer names and values of headers are cut, and further headers are left out: a server may send
 * any. */
#define MAX_WORDS_BYTES 1024
#define MAX_LINES_BYTES (16 * 1024)

/* GLib's macro is not ISO C where the functions are not plain ones of gpointer. */
GType
wb_handshake_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static ("WbHandshake",
                                                     (GBoxedCopyFunc) wb_handshake_ref,
                                                     (GBoxedFreeFunc) wb_handshake_unref));
  return type;
}

/**
 * wb_handshake_new:
 *
 * Returns: (transfer full): one nothing is known about yet
 */
WbHandshake *
wb_handshake_new (void)
{
  WbHandshake *self = g_new0 (WbHandshake, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

WbHandshake *
wb_handshake_ref (WbHandshake *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
wb_handshake_unref (WbHandshake *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->url);
  g_free (self->request);
  g_free (self->phrase);
  g_free (self->response);
  g_free (self->body);
  g_free (self->certificate);
  g_free (self->fingerprint);
  g_free (self->tls_error);
  g_free (self->protocol);
  g_free (self->extensions);
  g_free (self);
}

/**
 * wb_handshake_get_cost:
 * @self: a handshake
 *
 * Returns: about how many bytes of memory it holds
 */
gsize
wb_handshake_get_cost (const WbHandshake *self)
{
  const char *const texts[] = { self->url,  self->request,     self->phrase,   self->response,
                                self->body, self->certificate, self->protocol, self->extensions,
                                self->tls_error };
  gsize cost = sizeof *self;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    cost += texts[i] != NULL ? strlen (texts[i]) + 1 : 0;
  return cost;
}

static char *
cut_words (const char *words)
{
  return g_utf8_make_valid (words, (gssize) MIN (strlen (words), (gsize) MAX_WORDS_BYTES));
}

/**
 * wb_handshake_append_header:
 * @lines: where to
 * @name: name of a header
 * @value: its value
 *
 * Appends a header as it may be shown: without a secret, as one line of valid text.
 */
void
wb_handshake_append_header (GString *lines,
                            const char *name,
                            const char *value)
{
  g_autofree char *whole =
      g_ascii_strcasecmp (name, "Location") == 0 ? wb_url_mask (value) : g_strdup (value);
  g_autofree char *shown = cut_words (whole);
  g_autofree char *shown_name = cut_words (name);

  if (lines->len > MAX_LINES_BYTES)
    return;

  g_strdelimit (shown, "\r\n\v\f", ' ');
  g_string_append_printf (lines, "%s: %s\n", shown_name,
                          wb_secret_is_name (name, strlen (name)) ? WB_SECRET_MASK : shown);
}
