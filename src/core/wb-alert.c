/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a server wants to tell whoever is there. */

#include "config.h"

#include "wb-alert.h"

#include "wb-event.h"
#include "wb-json-members.h"
#include "wb-number.h"
#include "wb-redirect.h"

#include <string.h>

#define DEFAULT_SECONDS 4
#define MAX_SECONDS 60

/* More than that nobody reads in passing. */
#define MAX_CHARACTERS 200
#define MAX_ICON_CHARACTERS 8

/* Appends one line of what a server says, without characters that do anything but stand there. */
static void
append_plain (GString *out,
              const char *text,
              guint max_characters)
{
  for (const char *at = text; *at != '\0' && max_characters > 0;
       at = g_utf8_next_char (at), max_characters--)
    {
      gunichar character = g_utf8_get_char (at);
      gboolean joins = character == 0x200d; /* parts of an emoji */

      if (joins ||
          (g_unichar_isprint (character) && g_unichar_type (character) != G_UNICODE_FORMAT))
        g_string_append_unichar (out, character);
      else
        g_string_append_c (out, ' ');
    }
}

static guint
read_seconds (const char *parameters)
{
  g_autofree char *duration = wb_json_find_member (parameters, "duration");
  double milliseconds;

  if (duration == NULL || !wb_number_parse (duration, strlen (duration), &milliseconds))
    return DEFAULT_SECONDS;
  return (guint)CLAMP (milliseconds / 1000 + 0.5, 1, MAX_SECONDS);
}

static void
read_text (WbAlert *self,
           const char *message,
           const char *icon)
{
  GString *text = g_string_new (NULL);

  if (icon != NULL && *icon != '\0')
    {
      append_plain (text, icon, MAX_ICON_CHARACTERS);
      g_string_append_c (text, ' ');
    }
  append_plain (text, message, MAX_CHARACTERS);
  self->text = g_strstrip (g_string_free (text, FALSE));
}

/**
 * wb_alert_parse:
 * @arguments: the arguments of an event
 *
 * Understands a text, and an object with the members message, page, and parameters, which may have
 * duration (in milliseconds) and icon.
 *
 * Returns: (transfer full) (nullable): the alert, if there is something to read and that is no longer
 *   than %WB_MAX_DIRECTIVE_BYTES
 */
WbAlert *
wb_alert_parse (GBytes *arguments)
{
  g_autoptr(WbAlert) self = g_new0 (WbAlert, 1);
  gboolean is_short = g_bytes_get_size (arguments) <= WB_MAX_DIRECTIVE_BYTES;
  gboolean is_text = FALSE;
  g_autofree char *first = is_short ? wb_event_dup_first_argument (arguments, &is_text) : NULL;
  g_autofree char *message = is_text ? g_strdup (first) : wb_json_find_member (first, "message");
  g_autofree char *parameters = is_text ? NULL : wb_json_find_member (first, "parameters");
  g_autofree char *icon = wb_json_find_member (parameters, "icon");
  g_autofree char *page = is_text ? NULL : wb_json_find_member (first, "page");

  if (message == NULL)
    return NULL;

  read_text (self, message, icon);
  self->seconds = read_seconds (parameters);
  self->pages = wb_pages_split (page);
  return *self->text != '\0' ? g_steal_pointer (&self) : NULL;
}

void
wb_alert_free (WbAlert *self)
{
  g_free (self->text);
  g_strfreev (self->pages);
  g_free (self);
}
