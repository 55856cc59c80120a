/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said about a track in lists and cards. */

#include "config.h"

#include "wb-track-text.h"

#include "wb-format-text.h"
#include "wb-json-members.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A kind is a word or two; what is longer is something else. */
#define KIND_MAX_LENGTH 32

/* Attributes that may say what kind of object it is. */
static const struct {
  const char *name;
  gboolean any; /* whether every word is taken, or only one that we know as a kind */
} kind_attributes[] = {
  { "kind", TRUE },
  { "category", FALSE },
  { "type", FALSE },
};

static char *
capitalize (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (text), NULL);
}

static char *
describe_word (const char *word)
{
  const char *kind = wb_icon_describe_word (word);

  return kind != NULL ? g_strdup (kind) : capitalize (word);
}

/**
 * wb_track_text_kind:
 * @track: a row
 *
 * Returns: (transfer full) (nullable): what kind of object it is: what its messages call it, else
 *   what they were understood to mean
 */
char *
wb_track_text_kind (WbTrack *track)
{
  WbIcon icon = wb_track_get_icon (track);

  for (gsize i = 0; i < G_N_ELEMENTS (kind_attributes); i++)
    {
      g_autofree char *word = wb_json_find_member (wb_track_get_attributes (track), kind_attributes[i].name);

      if (word == NULL || *word == '\0' || g_utf8_strlen (word, -1) > KIND_MAX_LENGTH)
        continue;
      if (g_unichar_isalpha (g_utf8_get_char (word)) &&
          (kind_attributes[i].any || wb_icon_from_word (word) != WB_ICON_UNKNOWN))
        return describe_word (word);
    }
  return icon != WB_ICON_UNKNOWN ? g_strdup (wb_icon_get_label (icon)) : NULL;
}

/**
 * wb_track_text_join:
 * @first: (nullable): a fact
 * @second: (nullable): a fact
 * @third: (nullable): a fact
 *
 * Returns: (transfer full): those of them that are known, on one line
 */
char *
wb_track_text_join (const char *first,
                    const char *second,
                    const char *third)
{
  const char *facts[] = { first, second, third };
  GString *line = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    if (facts[i] != NULL)
      g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", facts[i]);
  return g_string_free (line, FALSE);
}

/**
 * wb_track_text_freshness:
 * @freshness: how fresh a fix is
 *
 * Returns: a word for it
 */
const char *
wb_track_text_freshness (WbFreshness freshness)
{
  static const char *const words[] = {
    [WB_FRESHNESS_LIVE] = N_ ("Live"),
    [WB_FRESHNESS_STALE] = N_ ("Stale"),
    [WB_FRESHNESS_LOST] = N_ ("Lost"),
    [WB_FRESHNESS_LAST_KNOWN] = N_ ("Last known"),
  };

  return _ (words[freshness]);
}

/**
 * wb_track_text_age:
 * @track: a row
 * @now: wb_time_get_uptime()
 *
 * Returns: (transfer full): how long ago it was heard
 */
char *
wb_track_text_age (WbTrack *track,
                   gint64 now)
{
  gint64 heard = wb_track_get_heard (track);

  return heard != WB_TIME_NONE ? wb_format_age (now - heard) : g_strdup ("");
}

static char *
describe_movement (WbTrack *track)
{
  g_autofree char *kind = wb_track_text_kind (track);
  g_autofree char *speed = NULL;
  g_autofree char *course = NULL;

  if (!isnan (wb_track_get_speed (track)))
    speed = wb_format_speed (wb_track_get_speed (track));
  if (!isnan (wb_track_get_course (track)))
    course = wb_format_angle (wb_track_get_course (track));
  return wb_track_text_join (kind, speed, course);
}

/**
 * wb_track_text_line:
 * @track: a row
 * @now: wb_time_get_uptime()
 *
 * Returns: (transfer full): what is most worth knowing: how it moves, or why that is not known
 */
char *
wb_track_text_line (WbTrack *track,
                    gint64 now)
{
  g_autofree char *age = wb_track_text_age (track, now);
  g_autofree char *kind = NULL;
  g_autofree char *silence = NULL;

  switch (wb_track_get_freshness (track))
    {
    case WB_FRESHNESS_STALE:
      kind = wb_track_text_kind (track);
      /* Translators: %s is as in “6 min” */
      silence = g_strdup_printf (_ ("not heard for %s"), age);
      return wb_track_text_join (kind, silence, NULL);
    case WB_FRESHNESS_LOST:
      /* Translators: %s is as in “2 h” */
      return wb_track_is_removed (track) ? g_strdup ("") : g_strdup_printf (_ ("Lost %s ago"), age);
    case WB_FRESHNESS_LAST_KNOWN:
      return g_strdup (_ ("Last known · link down"));
    case WB_FRESHNESS_LIVE:
    default:
      return describe_movement (track);
    }
}
