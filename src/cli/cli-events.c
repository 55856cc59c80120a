/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the command line says about a protocol of events. */

#include "config.h"

#include "cli-events.h"

#include "cli-link.h"
#include "cli.h"

#include "wb-json.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const protocols[] = { "websocket", "socket.io", NULL };

void
cli_event_options_clear (CliEventOptions *self)
{
  g_free (self->protocol);
  g_free (self->auth);
  g_strfreev (self->namespaces);
  g_strfreev (self->emit);
}

static gboolean
apply_auth (const CliEventOptions *self,
            WbProfile *profile)
{
  g_autofree char *auth = self->auth != NULL ? cli_resolve_secret ("--auth", self->auth) : NULL;
  WbJsonReader reader;

  if (self->auth == NULL)
    return TRUE;
  if (auth == NULL)
    return FALSE;

  /* What is wrong with it may be the secret: not quoted. */
  wb_json_reader_init (&reader, auth, strlen (auth));
  if (wb_json_reader_next (&reader) != WB_JSON_OBJECT_BEGIN ||
      !wb_json_reader_skip (&reader, WB_JSON_OBJECT_BEGIN) ||
      wb_json_reader_next (&reader) != WB_JSON_END)
    {
      cli_usage_error (_ ("--auth takes a JSON object."));
      return FALSE;
    }
  g_object_set (profile, "auth", auth, NULL);
  return TRUE;
}

static gboolean
apply_calls (const CliEventOptions *self,
             WbProfile *profile)
{
  for (gsize i = 0; self->emit != NULL && self->emit[i] != NULL; i++)
    {
      const char *text = self->emit[i];
      gsize length = strlen (text), space;
      gboolean is_call =
          g_utf8_validate (text, -1, NULL) && wb_event_is_call (text, length, &space);
      gsize from = is_call && space > 0 ? space + 1 : 0;
      g_autoptr(GError) error = NULL;
      g_autofree char *name = NULL;
      g_autoptr(GBytes) payload = g_bytes_new (text, length);
      g_autoptr(GBytes) arguments =
          is_call ? wb_event_read_call (text + from, length - from, WB_EVENT_PLAIN, &name, &error)
                  : NULL;

      if (arguments == NULL)
        {
          cli_usage_error (
              _ ("--emit takes the name of an event and its arguments, as in “[\"hello\",1]”: %s"),
              error != NULL ? error->message : text);
          return FALSE;
        }
      wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, payload);
    }
  return TRUE;
}

/**
 * cli_event_options_apply:
 * @self: the options
 * @profile: where to set them
 *
 * Says what is wrong with them.
 *
 * Returns: whether they were right
 */
gboolean
cli_event_options_apply (const CliEventOptions *self,
                         WbProfile *profile)
{
  if (self->protocol != NULL && !g_strv_contains (protocols, self->protocol))
    {
      cli_usage_error (_ ("--protocol takes websocket or socket.io."));
      return FALSE;
    }
  if (self->protocol != NULL)
    g_object_set (profile, "protocol", self->protocol, NULL);
  if (self->namespaces != NULL)
    g_object_set (profile, "namespaces", self->namespaces, NULL);
  return apply_auth (self, profile) && apply_calls (self, profile);
}
