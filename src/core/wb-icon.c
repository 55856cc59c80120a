/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What kinds of objects there are to draw, and the words servers use for them. */

#include "config.h"

#include "wb-icon.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct {
  const char *name;
  const char *label;
} icons[WB_N_ICONS] = {
  [WB_ICON_UNKNOWN] = { "dot", N_ ("Object") },
  [WB_ICON_AIRCRAFT] = { "aircraft", N_ ("Aircraft") },
  [WB_ICON_BICYCLE] = { "bicycle", N_ ("Bicycle") },
  [WB_ICON_BUS] = { "bus", N_ ("Bus") },
  [WB_ICON_CAR] = { "car", N_ ("Car") },
  [WB_ICON_DRONE] = { "drone", N_ ("Drone") },
  [WB_ICON_HELICOPTER] = { "helicopter", N_ ("Helicopter") },
  [WB_ICON_PERSON] = { "person", N_ ("Person") },
  [WB_ICON_PHONE] = { "phone", N_ ("Phone") },
  [WB_ICON_SAIL] = { "sail", N_ ("Sailing boat") },
  [WB_ICON_SENSOR] = { "sensor", N_ ("Sensor") },
  [WB_ICON_SHIP] = { "ship", N_ ("Ship") },
  [WB_ICON_TRAIN] = { "train", N_ ("Train") },
  [WB_ICON_TRAM] = { "tram", N_ ("Tram") },
  [WB_ICON_TRUCK] = { "truck", N_ ("Truck") },
  [WB_ICON_VAN] = { "van", N_ ("Van") },
};

/* Words that stand for a kind wherever they occur in a value; the first that fits counts. */
static const struct {
  const char *word;
  WbIcon icon;
} words[] = {
  { "helicopter", WB_ICON_HELICOPTER }, { "rotorcraft", WB_ICON_HELICOPTER },
  { "drone", WB_ICON_DRONE },           { "uav", WB_ICON_DRONE },
  { "aircraft", WB_ICON_AIRCRAFT },     { "airplane", WB_ICON_AIRCRAFT },
  { "plane", WB_ICON_AIRCRAFT },        { "airliner", WB_ICON_AIRCRAFT },
  { "adsb", WB_ICON_AIRCRAFT },         { "sailing", WB_ICON_SAIL },
  { "sail", WB_ICON_SAIL },             { "yacht", WB_ICON_SAIL },
  { "ship", WB_ICON_SHIP },             { "vessel", WB_ICON_SHIP },
  { "ferry", WB_ICON_SHIP },            { "boat", WB_ICON_SHIP },
  { "cargo", WB_ICON_SHIP },            { "tanker", WB_ICON_SHIP },
  { "tram", WB_ICON_TRAM },             { "train", WB_ICON_TRAIN },
  { "rail", WB_ICON_TRAIN },            { "bus", WB_ICON_BUS },
  { "truck", WB_ICON_TRUCK },           { "lorry", WB_ICON_TRUCK },
  { "van", WB_ICON_VAN },               { "bicycle", WB_ICON_BICYCLE },
  { "bike", WB_ICON_BICYCLE },          { "car", WB_ICON_CAR },
  { "taxi", WB_ICON_CAR },              { "phone", WB_ICON_PHONE },
  { "person", WB_ICON_PERSON },         { "pedestrian", WB_ICON_PERSON },
  { "sensor", WB_ICON_SENSOR },         { "buoy", WB_ICON_SENSOR },
  { "beacon", WB_ICON_SENSOR },
};

/**
 * wb_icon_get_name:
 * @icon: a kind
 *
 * Returns: its name in file names and field maps; never translated
 */
const char *
wb_icon_get_name (WbIcon icon)
{
  g_return_val_if_fail (icon < WB_N_ICONS, "dot");

  return icons[icon].name;
}

/**
 * wb_icon_get_label:
 * @icon: a kind
 *
 * Returns: its translated name for people
 */
const char *
wb_icon_get_label (WbIcon icon)
{
  g_return_val_if_fail (icon < WB_N_ICONS, "");

  return _ (icons[icon].label);
}

static gboolean
is_at_word (const char *text,
            const char *at,
            gsize length)
{
  return (at == text || !g_ascii_isalpha (at[-1])) && !g_ascii_isalpha (at[length]);
}

/**
 * wb_icon_from_word:
 * @word: what a server calls the kind of an object, as “cargo ship” or “adsb_icao”
 *
 * Returns: the kind, %WB_ICON_UNKNOWN when it says nothing to us
 */
WbIcon
wb_icon_from_word (const char *word)
{
  char lower[64];

  g_strlcpy (lower, word, sizeof lower);
  for (char *at = lower; *at != '\0'; at++)
    *at = g_ascii_tolower (*at);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *at = strstr (lower, words[i].word);

      if (at != NULL && is_at_word (lower, at, strlen (words[i].word)))
        return words[i].icon;
    }
  return WB_ICON_UNKNOWN;
}
