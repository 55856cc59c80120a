/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be chosen about a demo, in the query of its address: demo:?objects=1000&rate=10. */

#include "config.h"

#include "wb-demo-options.h"

#include "wb-failure.h"
#include "wb-url.h"
#include "wb-number.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_OBJECTS 100

void
wb_demo_options_init (WbDemoOptions *self)
{
  *self = (WbDemoOptions){
    .n_objects = DEFAULT_OBJECTS,
    .rate = 1,
    .seed = 1,
    .encoder = wb_demo_encoder_find (WB_DEMO_DEFAULT_FORMAT),
  };
}

static gboolean
fail (const char *text,
      GError **error)
{
  g_autofree char *formats = wb_demo_encoder_list_formats ();
  g_autofree char *masked = wb_url_mask (text);

  /* Translators: the first %s is what was typed as part of an address, as “objects=0”; the last one
   * is a list of names. objects, rate, seed, history and format are typed as they are. */
  g_set_error (error, WB_FAILURE, WB_FAILURE_ADDRESS,
               _ ("The demo does not know what to do with “%s”. It takes objects from 1 to %d, "
                  "a rate from 0.1 to 100, a seed, a history of up to %d seconds, and as format "
                  "one of %s."),
               masked, WB_DEMO_MAX_OBJECTS, WB_DEMO_MAX_HISTORY, formats);
  return FALSE;
}

static gboolean
parse_rate (const char *value,
            double *rate)
{
  return wb_number_parse (value, strlen (value), rate) && *rate >= WB_DEMO_MIN_RATE &&
         *rate <= WB_DEMO_MAX_RATE;
}

/* Returns whether there is such an option and @value, which may come from anywhere, is right for it. */
static gboolean
set_option (WbDemoOptions *self,
            const char *name,
            const char *value,
            GError **error)
{
  g_autofree char *text = g_strdup_printf ("%s=%s", name, value);
  guint64 number;

  if (g_str_equal (name, "objects") &&
      g_ascii_string_to_unsigned (value, 10, 1, WB_DEMO_MAX_OBJECTS, &number, NULL))
    self->n_objects = (guint) number;
  else if (g_str_equal (name, "history") &&
           g_ascii_string_to_unsigned (value, 10, 0, WB_DEMO_MAX_HISTORY, &number, NULL))
    self->history = (guint) number;
  else if (g_str_equal (name, "format") && wb_demo_encoder_find (value) != NULL)
    self->encoder = wb_demo_encoder_find (value);
  else if (!(g_str_equal (name, "rate") && parse_rate (value, &self->rate)) &&
           !(g_str_equal (name, "seed") &&
             g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &self->seed, NULL)))
    return fail (text, error);
  return TRUE;
}

/**
 * wb_demo_options_parse_url:
 * @self: options, initialised; undefined after an error
 * @url: an address of scheme demo
 * @error: return location for a %WB_FAILURE_ADDRESS
 *
 * Sets what the query of @url says.
 *
 * Returns: whether all of it was understood
 */
gboolean
wb_demo_options_parse_url (WbDemoOptions *self,
                           const char *url,
                           GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_ENCODED, NULL);
  GUriParamsIter iter;
  const char *query;
  gboolean done = FALSE;

  if (uri == NULL || *g_uri_get_path (uri) != '\0' || g_uri_get_host (uri) != NULL)
    return fail (url, error);

  query = g_uri_get_query (uri);
  if (query == NULL)
    return TRUE;

  g_uri_params_iter_init (&iter, query, -1, "&", G_URI_PARAMS_NONE);
  while (!done)
    {
      g_autoptr(GError) problem = NULL;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      done = !g_uri_params_iter_next (&iter, &name, &value, &problem);
      if (problem != NULL)
        return fail (query, error);
      if (!done && !set_option (self, name, value, error))
        return FALSE;
    }
  return TRUE;
}
