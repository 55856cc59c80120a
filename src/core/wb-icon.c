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

/* Words that stand for a kind wherever they occur in a value; the first that fits counts. Some say
 * more than the icon does. */
static const struct {
  const char *word;
  WbIcon icon;
  const char *label;
} words[] = {
  { "helicopter", WB_ICON_HELICOPTER, NULL },
  { "rotorcraft", WB_ICON_HELICOPTER, NULL },
  { "drone", WB_ICON_DRONE, NULL },
  { "uav", WB_ICON_DRONE, NULL },
  { "aircraft", WB_ICON_AIRCRAFT, NULL },
  { "airplane", WB_ICON_AIRCRAFT, NULL },
  { "plane", WB_ICON_AIRCRAFT, NULL },
  { "airliner", WB_ICON_AIRCRAFT, N_ ("Airliner") },
  { "adsb", WB_ICON_AIRCRAFT, NULL },
  { "sailing", WB_ICON_SAIL, NULL },
  { "sail", WB_ICON_SAIL, NULL },
  { "yacht", WB_ICON_SAIL, N_ ("Yacht") },
  { "ship", WB_ICON_SHIP, NULL },
  { "vessel", WB_ICON_SHIP, NULL },
  { "ferry", WB_ICON_SHIP, N_ ("Ferry") },
  { "boat", WB_ICON_SHIP, N_ ("Boat") },
  { "cargo", WB_ICON_SHIP, N_ ("Cargo ship") },
  { "tanker", WB_ICON_SHIP, N_ ("Tanker") },
  { "tram", WB_ICON_TRAM, NULL },
  { "train", WB_ICON_TRAIN, NULL },
  { "rail", WB_ICON_TRAIN, NULL },
  { "bus", WB_ICON_BUS, NULL },
  { "truck", WB_ICON_TRUCK, NULL },
  { "lorry", WB_ICON_TRUCK, NULL },
  { "van", WB_ICON_VAN, NULL },
  { "bicycle", WB_ICON_BICYCLE, NULL },
  { "bike", WB_ICON_BICYCLE, NULL },
  { "car", WB_ICON_CAR, NULL },
  { "taxi", WB_ICON_CAR, N_ ("Taxi") },
  { "phone", WB_ICON_PHONE, NULL },
  { "person", WB_ICON_PERSON, NULL },
  { "pedestrian", WB_ICON_PERSON, N_ ("Pedestrian") },
  { "sensor", WB_ICON_SENSOR, NULL },
  { "buoy", WB_ICON_SENSOR, N_ ("Buoy") },
  { "beacon", WB_ICON_SENSOR, N_ ("Beacon") },
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

/**
 * wb_icon_describe_word:
 * @word: what a server calls the kind of an object
 *
 * Returns: (nullable): a translated name of that kind, %NULL when @word is none that we know or says
 *   more than that
 */
const char *
wb_icon_describe_word (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (word, words[i].word) == 0)
      return words[i].label != NULL ? _ (words[i].label) : wb_icon_get_label (words[i].icon);
  return NULL;
}
