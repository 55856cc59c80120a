/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The latest fix of a track as JSON, with the names and units of whereabouts-cli. */

#include "config.h"

#include "wb-track-json.h"

#include "wb-json.h"
#include "wb-number.h"
#include "wb-time.h"

#include <math.h>
#include <string.h>

static const struct {
  const char *name;
  double (*get) (WbTrack *track);
} numbers[] = {
  { "lat", wb_track_get_latitude },   { "lon", wb_track_get_longitude },
  { "altitude", wb_track_get_altitude }, { "course", wb_track_get_course },
  { "heading", wb_track_get_heading },   { "speed", wb_track_get_speed },
  { "accuracy", wb_track_get_accuracy },
};

static void
append_name (GString *out,
             const char *name)
{
  g_string_append_printf (out, "%s\"%s\":", out->len > 1 ? "," : "", name);
}

static void
append_text (GString *out,
             const char *name,
             const char *text)
{
  if (text == NULL)
    return;

  append_name (out, name);
  wb_json_append_string (out, text, strlen (text));
}

/**
 * wb_track_dup_json:
 * @self: a row
 *
 * Returns: (transfer full): its latest fix as one JSON object, without what is not known
 */
char *
wb_track_dup_json (WbTrack *self)
{
  GString *out = g_string_new ("{");

  g_return_val_if_fail (WB_IS_TRACK (self), NULL);

  append_text (out, "id", wb_track_get_id (self));
  append_text (out, "label", wb_track_get_label (self));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!isnan (numbers[i].get (self)))
      {
        append_name (out, numbers[i].name);
        wb_number_append (out, numbers[i].get (self));
      }
  if (wb_track_get_time (self) != WB_TIME_NONE)
    {
      g_autofree char *time = wb_time_format (wb_track_get_time (self));

      append_text (out, "time", time);
    }
  if (wb_track_get_attributes (self) != NULL)
    {
      append_name (out, "attributes");
      g_string_append (out, wb_track_get_attributes (self));
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
