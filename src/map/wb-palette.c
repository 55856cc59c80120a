/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The colours, sizes and line widths of the map, from palette.json.
 *
 * Looking something up walks through a small tree: who draws keeps what it needs. */

#include "config.h"

#include "wb-palette.h"

#include "wb-json-tree.h"

#include <string.h>

#define PALETTE "/app/whereabouts/Whereabouts/map/palette.json"

static const char *const map_themes[WB_N_THEMES] = {
  [WB_THEME_LIGHT] = "light",
  [WB_THEME_DARK] = "dark",
  [WB_THEME_HIGH_CONTRAST_LIGHT] = "high-contrast-light",
  [WB_THEME_HIGH_CONTRAST_DARK] = "high-contrast-dark",
};

static JsonNode *
load (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_resources_lookup_data (PALETTE, 0, &error);
  JsonNode *root = NULL;
  gsize length;

  if (bytes != NULL)
    {
      const char *text = g_bytes_get_data (bytes, &length);

      root = wb_json_parse (text, length, &error);
    }
  if (root == NULL)
    g_error ("%s: %s", PALETTE, error->message);
  return root;
}

static JsonNode *
get_root (void)
{
  static gsize root = 0;

  if (g_once_init_enter (&root))
    g_once_init_leave (&root, (gsize) load ());
  return (JsonNode *) root;
}

/* Finds the node at a path as “map.light.sea”. */
static JsonNode *
find (const char *path)
{
  g_auto(GStrv) names = g_strsplit (path, ".", -1);
  JsonNode *node = get_root ();

  for (gsize i = 0; names[i] != NULL && node != NULL; i++)
    node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), names[i]) : NULL;
  if (node == NULL)
    g_error ("The palette has no “%s”", path);
  return node;
}

static void
parse_colour (const char *path,
              GdkRGBA *colour)
{
  const char *text = json_node_get_string (find (path));

  if (text == NULL || !gdk_rgba_parse (colour, text))
    g_error ("“%s” in the palette is no colour", path);
}

/* Returns whether a theme is for dark surroundings. */
static gboolean
is_dark (WbTheme theme)
{
  return theme == WB_THEME_DARK || theme == WB_THEME_HIGH_CONTRAST_DARK;
}

/**
 * wb_palette_get_map_colour:
 * @theme: a theme
 * @name: what is painted, as “sea” or “city-label”
 * @colour: (out): its colour
 */
void
wb_palette_get_map_colour (WbTheme theme,
                           const char *name,
                           GdkRGBA *colour)
{
  g_autofree char *path = g_strdup_printf ("map.%s.%s", map_themes[theme], name);

  parse_colour (path, colour);
}

/**
 * wb_palette_get_colour:
 * @theme: a theme
 * @path: what is painted, as “selection”, “track.casing” or “cluster.*.fill”; “*” stands for the
 *   theme, which is appended where there is none
 * @colour: (out): its colour
 */
void
wb_palette_get_colour (WbTheme theme,
                       const char *path,
                       GdkRGBA *colour)
{
  const char *name = is_dark (theme) ? "dark" : "light";
  const char *star = strchr (path, '*');
  g_autofree char *full = NULL;

  if (star != NULL)
    full = g_strdup_printf ("%.*s%s%s", (int) (star - path), path, name, star + 1);
  else
    full = g_strdup_printf ("%s.%s", path, name);
  parse_colour (full, colour);
}

/**
 * wb_palette_get_n_track_colours:
 *
 * Returns: how many colours there are to tell connections apart
 */
guint
wb_palette_get_n_track_colours (void)
{
  return json_array_get_length (json_node_get_array (find ("track.order")));
}

/**
 * wb_palette_get_track_colour:
 * @theme: a theme
 * @number: number of a connection; beyond the last colour they start again
 * @colour: (out): its colour
 */
void
wb_palette_get_track_colour (WbTheme theme,
                             guint number,
                             GdkRGBA *colour)
{
  JsonArray *order = json_node_get_array (find ("track.order"));
  const char *name = json_array_get_string_element (order, number % json_array_get_length (order));
  g_autofree char *path = g_strdup_printf ("track.*.%s", name);

  wb_palette_get_colour (theme, path, colour);
}

/**
 * wb_palette_get_number:
 * @path: as “selection.ring-radius”
 *
 * Returns: a length in logical pixels, or whatever number stands there
 */
double
wb_palette_get_number (const char *path)
{
  return json_node_get_double (find (path));
}

/**
 * wb_palette_interpolate:
 * @path: of an array of [zoom, value] pairs, as “map.width.coast”
 * @zoom: a zoom level
 *
 * Returns: the value at @zoom, linear between the pairs and constant beyond them
 */
double
wb_palette_interpolate (const char *path,
                        double zoom)
{
  JsonArray *pairs = json_node_get_array (find (path));
  double before_zoom = 0, before = 0;

  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonArray *pair = json_array_get_array_element (pairs, i);
      double at = json_array_get_double_element (pair, 0);
      double value = json_array_get_double_element (pair, 1);

      if (zoom <= at)
        return i == 0 ? value : before + (value - before) * (zoom - before_zoom) / (at - before_zoom);
      before_zoom = at;
      before = value;
    }
  return before;
}

/**
 * wb_palette_get_step:
 * @path: of an array of [zoom, value] pairs, as “map.graticule-step-degrees”
 * @zoom: a zoom level
 *
 * Returns: the value of the last pair whose zoom is not above @zoom, or of the first pair
 */
double
wb_palette_get_step (const char *path,
                     double zoom)
{
  JsonArray *pairs = json_node_get_array (find (path));
  guint i = json_array_get_length (pairs) - 1;

  while (i > 0 && json_array_get_double_element (json_array_get_array_element (pairs, i), 0) > zoom)
    i--;
  return json_array_get_double_element (json_array_get_array_element (pairs, i), 1);
}
