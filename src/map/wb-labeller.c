/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Which names a scene shows.
 *
 * Order of right: controls, the selected track, the hovered one, markers, names of tracks, and last
 * the names of places. What finds no room is left out. */

#include "config.h"

#include "wb-labeller.h"

#include "wb-basemap.h"
#include "wb-label-placer.h"
#include "wb-labels.h"
#include "wb-map-style.h"
#include "wb-marker.h"

#include <math.h>

/* From the middle of a marker to its name, at least; from its edge, and from its ring if it has one. */
#define NAME_OFFSET 14
#define EDGE_OFFSET 5
#define RING_OFFSET 3

/* From the middle of a dot to the name of its place, and half the room of the dot. */
#define PLACE_OFFSET 6
#define DOT_RADIUS 4

/* Names need so much room around them; those of countries stand alone and need more to the sides. */
#define GAP 1
#define COUNTRY_GAP 8

/* How many names are tried in a frame; there is no room for more. */
#define MAX_NAMES 400

/* A name narrower than this is rare: where there is not even so much room none is tried. */
#define USUAL_NAME_WIDTH 34
#define NAME_HEIGHT 16

/* A label with its place in logical pixels. */
typedef struct {
  const WbLabel *label;
  double x;
  double y;
  double dot_x;
} Placed;

struct _WbLabeller {
  WbLabels *labels;
  WbLabelPlacer placer;
  GArray *places; /* of Placed */
  GArray *names;  /* of Placed */

  /* Of the scene being planned */
  const WbScene *scene;
  WbTrackStore *tracks;
  double marker_size;
};

WbLabeller *
wb_labeller_new (void)
{
  WbLabeller *self = g_new0 (WbLabeller, 1);

  self->labels = wb_labels_new ();
  wb_label_placer_init (&self->placer);
  self->places = g_array_new (FALSE, FALSE, sizeof (Placed));
  self->names = g_array_new (FALSE, FALSE, sizeof (Placed));
  return self;
}

void
wb_labeller_free (WbLabeller *self)
{
  wb_labels_free (self->labels);
  wb_label_placer_clear (&self->placer);
  g_array_unref (self->places);
  g_array_unref (self->names);
  g_free (self);
}

void
wb_labeller_set_font (WbLabeller *self,
                      const PangoFontDescription *font)
{
  wb_labels_set_font (self->labels, font);
}

void
wb_labeller_set_text_scale (WbLabeller *self,
                            double scale)
{
  wb_labels_set_text_scale (self->labels, scale);
}

/*
 * What is there before names
 */

static void
reserve_obstacles (WbLabeller *self)
{
  const GArray *obstacles = self->scene->obstacles;

  for (guint i = 0; obstacles != NULL && i < obstacles->len; i++)
    {
      const graphene_rect_t *rect = &g_array_index (obstacles, graphene_rect_t, i);

      wb_label_placer_reserve (&self->placer, rect->origin.x, rect->origin.y, rect->size.width, rect->size.height);
    }
}

/* Its name is a widget above the map, and one of the obstacles. */
static void
reserve_selected (WbLabeller *self)
{
  g_autoptr(WbTrackBlock) block = NULL;
  double x, y, radius = wb_map_style_get (self->scene->theme)->ring_radius + 2;

  if (self->scene->selected >= wb_track_store_get_length (self->tracks))
    return;

  block = wb_track_store_get_block (self->tracks, self->scene->selected / WB_TRACK_BLOCK_SIZE);
  wb_visible_place (self->tracks, self->scene, block, self->scene->selected, &x, &y);
  wb_label_placer_reserve (&self->placer, x - radius, y - radius, 2 * radius, 2 * radius);
}

/* How far a marker reaches; its thin tips may come under a label. */
static double
get_radius (WbLabeller *self,
            const WbVisibleTrack *track)
{
  if (track->freshness == WB_FRESHNESS_LAST_KNOWN)
    return wb_map_style_get (self->scene->theme)->last_known_radius;
  return self->marker_size / 2;
}

static void
reserve_markers (WbLabeller *self,
                 const WbVisible *visible)
{
  for (guint i = 0; i < visible->tracks->len; i++)
    {
      const WbVisibleTrack *track = &g_array_index (visible->tracks, WbVisibleTrack, i);
      double radius = get_radius (self, track);

      wb_label_placer_reserve (&self->placer, track->x - radius, track->y - radius, 2 * radius, 2 * radius);
    }
}

/*
 * Names of tracks
 */

static gboolean
has_room (WbLabeller *self,
          double x,
          double y,
          double width,
          double height)
{
  return wb_label_placer_is_free (&self->placer, x - GAP, y - height / 2, width + 2 * GAP, height);
}

static void
take (WbLabeller *self,
      GArray *placed,
      const WbLabel *label,
      double x,
      double y,
      double dot_x)
{
  Placed one = { label, x, y, dot_x };

  wb_label_placer_reserve (&self->placer, x - GAP, y - label->height / 2.0, label->width + 2 * GAP, label->height);
  g_array_append_val (placed, one);
}

/* From the middle of a marker to its name. */
static double
get_name_offset (WbLabeller *self,
                 const WbVisibleTrack *track)
{
  const WbMapStyle *style = wb_map_style_get (self->scene->theme);
  double offset = NAME_OFFSET;

  if (track->freshness == WB_FRESHNESS_LAST_KNOWN)
    offset = style->last_known_radius + RING_OFFSET;
  else if (track->freshness != WB_FRESHNESS_LOST)
    offset = self->marker_size / 2 * wb_marker_get_size_factor (track->icon) + EDGE_OFFSET;
  if (track->position == self->scene->hovered)
    offset = MAX (offset, style->hover_radius + style->hover_width / 2 + RING_OFFSET);
  return MAX (offset, NAME_OFFSET);
}

static void
try_name (WbLabeller *self,
          const WbVisibleTrack *track)
{
  const char *text = wb_track_store_get_name (self->tracks, track->position);
  gboolean live = track->freshness == WB_FRESHNESS_LIVE;
  double offset = get_name_offset (self, track);
  gboolean after = track->x + offset + USUAL_NAME_WIDTH < self->scene->width;
  const WbLabel *label;
  double x = track->x + offset;

  if (text == NULL || *text == '\0')
    return;
  if (after && !has_room (self, x, track->y, USUAL_NAME_WIDTH, NAME_HEIGHT))
    return;

  label = wb_labels_get (self->labels, live ? WB_LABEL_NAME : WB_LABEL_NAME_DIM, text);
  if (label == NULL)
    return;
  if (x + label->width + 2 * GAP > self->scene->width)
    x = track->x - offset - label->width;
  if (has_room (self, x, track->y, label->width, label->height))
    take (self, self->names, label, x, track->y, 0);
}

static void
plan_hovered (WbLabeller *self,
              const WbVisible *visible)
{
  const WbScene *scene = self->scene;

  if (scene->hovered == scene->selected)
    return;
  for (guint i = 0; i < visible->tracks->len; i++)
    {
      const WbVisibleTrack *track = &g_array_index (visible->tracks, WbVisibleTrack, i);

      if (track->position == scene->hovered)
        {
          try_name (self, track);
          return;
        }
    }
}

static void
plan_names (WbLabeller *self,
            const WbVisible *visible,
            gboolean live)
{
  const WbScene *scene = self->scene;
  guint tried = 0;

  for (guint i = 0; i < visible->tracks->len && tried < MAX_NAMES; i++)
    {
      const WbVisibleTrack *track = &g_array_index (visible->tracks, WbVisibleTrack, i);

      if ((track->freshness == WB_FRESHNESS_LIVE) != live || track->position == scene->selected ||
          track->position == scene->hovered)
        continue;
      try_name (self, track);
      tried++;
    }
}

/*
 * Names of places
 */

static WbLabelKind
choose_kind (const WbPlace *place)
{
  static const WbLabelKind cities[] = { WB_LABEL_CITY_LARGE, WB_LABEL_CITY_LARGE, WB_LABEL_CITY, WB_LABEL_TOWN };

  switch (place->kind)
    {
    case WB_PLACE_CAPITAL:
      return WB_LABEL_CAPITAL;
    case WB_PLACE_COUNTRY:
      return WB_LABEL_COUNTRY;
    case WB_PLACE_SEA:
      return WB_LABEL_SEA;
    case WB_PLACE_CITY:
    default:
      return cities[MIN (place->rank, G_N_ELEMENTS (cities) - 1)];
    }
}

/* A name beside a dot, after it if there is room, else before it. */
static void
try_city (WbLabeller *self,
          const WbLabel *label,
          double x,
          double y)
{
  double sides[] = { x + PLACE_OFFSET, x - PLACE_OFFSET - label->width };
  double radius = DOT_RADIUS;

  if (!wb_label_placer_is_free (&self->placer, x - radius, y - radius, 2 * radius, 2 * radius))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (has_room (self, sides[i], y, label->width, label->height))
      {
        wb_label_placer_reserve (&self->placer, x - radius, y - radius, 2 * radius, 2 * radius);
        take (self, self->places, label, sides[i], y, x);
        return;
      }
}

/* A country has several places for its name, of which the first with room gets it. */
static gboolean
is_named (WbLabeller *self,
          const WbLabel *label)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_array_index (self->places, Placed, i).label == label)
      return TRUE;
  return FALSE;
}

static void
try_country (WbLabeller *self,
             const WbLabel *label,
             double x,
             double y)
{
  double start = x - label->width / 2.0;

  if (start < 0 || start + label->width > self->scene->width || is_named (self, label))
    return;
  if (has_room (self, start - COUNTRY_GAP, y, label->width + 2 * COUNTRY_GAP, label->height))
    take (self, self->places, label, start, y, 0);
}

static void
try_place_cb (const WbPlace *place,
              gpointer data)
{
  WbLabeller *self = data;
  const WbLabel *label;
  double x, y;

  wb_scene_project (self->scene, place->x, place->y, &x, &y);
  if (!wb_label_placer_is_free (&self->placer, x - 1, y - 1, 2, 2))
    return;

  label = wb_labels_get (self->labels, choose_kind (place), place->name);
  if (label == NULL)
    return;
  if (label->dot != NULL)
    try_city (self, label, x, y);
  else if (place->kind == WB_PLACE_COUNTRY)
    try_country (self, label, x, y);
  else if (has_room (self, x - label->width / 2.0, y, label->width, label->height))
    take (self, self->places, label, x - label->width / 2.0, y, 0);
}

static void
plan_places (WbLabeller *self)
{
  const WbScene *scene = self->scene;
  double scale = wb_scene_get_pixels_per_unit (scene);
  guint32 west, north;

  wb_scene_unproject (scene, 0, 0, &west, &north);
  wb_basemap_foreach_place (scene->zoom, west, north, (guint32) MIN (scene->width / scale, (double) G_MAXUINT32),
                            (guint32) MIN (scene->height / scale, (double) G_MAXUINT32), try_place_cb, self);
}

/**
 * wb_labeller_plan:
 * @self: a labeller
 * @scene: a scene
 * @tracks: a store
 * @visible: what the scene shows of it
 * @marker_size: how large markers are drawn
 *
 * Decides which names the scene shows. Where markers lie close only that of the hovered one is
 * shown: among so many the others tell nothing.
 */
void
wb_labeller_plan (WbLabeller *self,
                  const WbScene *scene,
                  WbTrackStore *tracks,
                  const WbVisible *visible,
                  double marker_size)
{
  self->scene = scene;
  self->tracks = tracks;
  self->marker_size = marker_size;
  g_array_set_size (self->names, 0);
  g_array_set_size (self->places, 0);
  wb_labels_choose (self->labels, scene->theme, scene->scale);
  wb_label_placer_reset (&self->placer, scene->width, scene->height);

  reserve_obstacles (self);
  reserve_selected (self);
  plan_hovered (self, visible);
  reserve_markers (self, visible);
  if (visible->n_in_view <= wb_map_style_get (scene->theme)->many_above)
    {
      plan_names (self, visible, TRUE);
      plan_names (self, visible, FALSE);
    }
  if (!scene->nameless)
    plan_places (self);
}

/**
 * wb_labeller_is_complete:
 * @self: a labeller
 *
 * Returns: whether there was time to make all names that the scene planned last asked for
 */
gboolean
wb_labeller_is_complete (WbLabeller *self)
{
  return wb_labels_is_complete (self->labels);
}

static int
to_device (const WbCanvas *canvas,
           double position)
{
  return (int) floor (position * canvas->scale + 0.5);
}

static void
draw (const GArray *placed,
      WbCanvas *canvas)
{
  for (guint i = 0; i < placed->len; i++)
    {
      const Placed *one = &g_array_index (placed, Placed, i);

      if (one->label->dot != NULL)
        wb_canvas_blit (canvas, one->label->dot, to_device (canvas, one->dot_x), to_device (canvas, one->y));
      wb_canvas_blit (canvas, one->label->sprite, to_device (canvas, one->x), to_device (canvas, one->y));
    }
}

void
wb_labeller_draw_places (WbLabeller *self,
                         WbCanvas *canvas)
{
  draw (self->places, canvas);
}

void
wb_labeller_draw_names (WbLabeller *self,
                        WbCanvas *canvas)
{
  draw (self->names, canvas);
}
