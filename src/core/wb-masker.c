/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds secrets in texts, however they are encoded, and puts ••• in their place. */

/* For memmem(). */
#define _GNU_SOURCE

#include "config.h"

#include "wb-masker.h"

#include "wb-json.h"
#include "wb-secret.h"

#include <string.h>

/* What others cut to show less of it may end within a secret: so much of its beginning gives it
 * away. */
#define BEGINNING_BYTES 8

/**
 * WbMasker:
 *
 * The secrets of one attempt to connect, in all the forms in which they may turn up in what is
 * shown of it: an address, a header, a JSON string, a server's words. It belongs to one thread.
 */
struct _WbMasker {
  GPtrArray *forms;     /* of texts, none twice */
  gboolean begins[256]; /* with which byte there is a form */
};

WbMasker *
wb_masker_new (void)
{
  WbMasker *self = g_new0 (WbMasker, 1);

  self->forms = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
wb_masker_free (WbMasker *self)
{
  g_ptr_array_unref (self->forms);
  g_free (self);
}

static void
take_form (WbMasker *self,
           char *form)
{
  if (g_ptr_array_find_with_equal_func (self->forms, form, g_str_equal, NULL))
    {
      g_free (form);
      return;
    }

  self->begins[(guchar) *form] = TRUE;
  g_ptr_array_add (self->forms, form);
}

static char *
escape_json (const char *text)
{
  GString *out = g_string_new (NULL);

  wb_json_append_string (out, text, strlen (text));
  g_string_erase (out, 0, 1);
  g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static char *
lower_escapes (const char *encoded)
{
  char *lower = g_strdup (encoded);

  for (char *at = strchr (lower, '%'); at != NULL; at = strchr (at + 1, '%'))
    for (int digit = 1; digit <= 2; digit++)
      at[digit] = g_ascii_tolower (at[digit]);
  return lower;
}

/* Spaces of forms. */
static char *
plus_spaces (const char *encoded)
{
  g_auto(GStrv) parts = g_strsplit (encoded, "%20", -1);

  return g_strjoinv ("+", parts);
}

/**
 * wb_masker_add:
 * @self: a masker
 * @secret: (nullable): a value nobody may see
 */
void
wb_masker_add (WbMasker *self,
               const char *secret)
{
  g_autofree char *encoded = NULL;
  g_autofree char *json = NULL;

  if (secret == NULL || *secret == '\0')
    return;

  encoded = g_uri_escape_string (secret, NULL, FALSE);
  json = escape_json (secret);
  take_form (self, g_strdup (secret));
  take_form (self, g_strdup (encoded));
  take_form (self, lower_escapes (encoded));
  take_form (self, plus_spaces (encoded));
  take_form (self, g_strdup (json));
  /* A string within a string. */
  take_form (self, escape_json (json));
  take_form (self, g_base64_encode ((const guchar *) secret, strlen (secret)));
}

/* The bytes of the longest secret, or of a beginning of one, that @text begins with; 0 if there is
 * none. */
static gsize
match (const WbMasker *self,
       const char *text,
       gsize length)
{
  gsize longest = 0;

  if (!self->begins[(guchar) *text])
    return 0;

  for (guint i = 0; i < self->forms->len; i++)
    {
      const char *form = g_ptr_array_index (self->forms, i);
      gsize same = 0;

      while (same < length && form[same] != '\0' && form[same] == text[same])
        same++;
      if (form[same] == '\0' || same >= BEGINNING_BYTES)
        longest = MAX (longest, same);
    }
  return longest;
}

/* Returns: NULL when there is nothing to mask */
static GString *
mask (const WbMasker *self,
      const char *text,
      gsize length)
{
  GString *out = NULL;
  gsize from = 0;

  if (self->forms->len == 0)
    return NULL;

  for (gsize at = 0; at < length;)
    {
      gsize matched = match (self, text + at, length - at);

      if (matched > 0)
        {
          if (out == NULL)
            out = g_string_new (NULL);
          g_string_append_len (out, text + from, (gssize) (at - from));
          g_string_append (out, WB_SECRET_MASK);
          from = at + matched;
        }
      at += MAX (matched, (gsize) 1);
    }
  if (out != NULL)
    g_string_append_len (out, text + from, (gssize) (length - from));
  return out;
}

/**
 * wb_masker_mask:
 * @self: a masker
 * @text: (nullable): a text
 *
 * Returns: (transfer full) (nullable): the same without secrets
 */
char *
wb_masker_mask (const WbMasker *self,
                const char *text)
{
  GString *out = text != NULL ? mask (self, text, strlen (text)) : NULL;
  g_autofree char *masked = out != NULL ? g_string_free (out, FALSE) : NULL;

  /* A beginning may end within a character. */
  return masked != NULL ? g_utf8_make_valid (masked, -1) : g_strdup (text);
}

/* The first place at which one of the forms stands as a whole, the longest of those there. @found
 * has for each form where it was found last: it is looked for again only behind that, so that no text
 * makes this slow. */
static const char *
find_whole (const WbMasker *self,
            const char **found,
            const char *from,
            const char *end,
            gsize *length)
{
  const char *first = end;

  *length = 0;
  for (guint i = 0; i < self->forms->len; i++)
    {
      const char *form = g_ptr_array_index (self->forms, i);
      gsize size = strlen (form);

      if (found[i] < from)
        found[i] = memmem (from, (gsize) (end - from), form, size);
      if (found[i] == NULL)
        found[i] = end;
      if (found[i] == end || found[i] > first || (found[i] == first && size <= *length))
        continue;
      first = found[i];
      *length = size;
    }
  return first;
}

/**
 * wb_masker_mask_bytes:
 * @self: a masker
 * @bytes: any bytes
 *
 * Only whole secrets count here: messages are not cut.
 *
 * Returns: (transfer full): the same without secrets, @bytes itself if there are none
 */
GBytes *
wb_masker_mask_bytes (const WbMasker *self,
                      GBytes *bytes)
{
  gsize size, length = 0;
  const char *from = g_bytes_get_data (bytes, &size);
  g_autofree const char **found = g_new0 (const char *, self->forms->len);
  const char *end, *at;
  GString *out;

  if (size == 0)
    return g_bytes_ref (bytes);

  end = from + size;
  at = find_whole (self, found, from, end, &length);
  if (at == end)
    return g_bytes_ref (bytes);

  out = g_string_new (NULL);
  for (; at < end; at = find_whole (self, found, from, end, &length))
    {
      g_string_append_len (out, from, at - from);
      g_string_append (out, WB_SECRET_MASK);
      from = at + length;
    }
  g_string_append_len (out, from, end - from);
  return g_string_free_to_bytes (out);
}
