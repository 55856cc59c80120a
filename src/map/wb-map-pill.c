/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Name and speed of the selected track, beside its marker. */

#include "config.h"

#include "wb-map-pill.h"

#include "wb-format-text.h"

#include <math.h>

/* How far from the middle of the marker: beside the selection ring and a little above it. */
#define BESIDE 22.0f
#define ABOVE 10.0f

/* How far the selection ring reaches. */
#define RING 20.0f

/* Between the pill and the edge of the map. */
#define EDGE 8.0f

/* Between the pill and the course vector, and how far along that it matters. */
#define COURSE_GAP 4.0f
#define COURSE_REACH 400.0f

/**
 * WbMapPill:
 *
 * Says in words what the ring on the map stands around. It knows where it wants to be; the map
 * puts it there.
 */
struct _WbMapPill {
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *speed;
};

G_DEFINE_FINAL_TYPE (WbMapPill, wb_map_pill, GTK_TYPE_WIDGET)

static void
wb_map_pill_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_MAP_PILL);

  G_OBJECT_CLASS (wb_map_pill_parent_class)->dispose (object);
}

static void
wb_map_pill_class_init (WbMapPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_map_pill_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/whereabouts/Whereabouts/ui/wb-map-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMapPill, name);
  gtk_widget_class_bind_template_child (widget_class, WbMapPill, speed);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
wb_map_pill_init (WbMapPill *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
}

static void
set_text (GtkLabel *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/**
 * wb_map_pill_show_track:
 * @self: a pill
 * @track: a track
 * @name: what it is called
 *
 * Shows what is known of @track now.
 */
void
wb_map_pill_show_track (WbMapPill *self,
                        WbTrack *track,
                        const char *name)
{
  g_autofree char *speed = NULL;

  g_return_if_fail (WB_IS_MAP_PILL (self));
  g_return_if_fail (WB_IS_TRACK (track));

  if (isfinite (wb_track_get_speed (track)))
    speed = wb_format_speed (wb_track_get_speed (track));
  set_text (self->name, name);
  set_text (self->speed, speed);
}

/*
 * Its place
 */

/* What can be wrong with a place. Of all places the one with the least sum is taken. */
enum {
  COVERS_COURSE = 1,
  IS_NOT_BESIDE = 2, /* the marker, where there is not enough room */
  COVERS_OBSTACLE = 4,
  LEAVES_AREA = 8,
};

static gboolean
reaches_ring (const graphene_rect_t *place,
              const WbMapPillSurroundings *around)
{
  return place->origin.x < around->marker.x + RING &&
         place->origin.x + place->size.width > around->marker.x - RING;
}

/* A marker may be among the obstacles itself: then the pill goes past them. */
static void
step_aside (graphene_rect_t *place,
            GArray *obstacles,
            gboolean to_the_right)
{
  for (guint i = 0; obstacles != NULL && i < obstacles->len; i++)
    {
      const graphene_rect_t *obstacle = &g_array_index (obstacles, graphene_rect_t, i);

      if (!graphene_rect_intersection (place, obstacle, NULL))
        continue;
      place->origin.x = to_the_right ? obstacle->origin.x + obstacle->size.width + EDGE
                                     : obstacle->origin.x - EDGE - place->size.width;
    }
}

/* On one side of the marker, if there is enough room; the pill stays off the ring in any case. */
static graphene_rect_t
make_place (const WbMapPillSurroundings *around,
            const GtkRequisition *size,
            gboolean on_the_right,
            gboolean below)
{
  float width = (float) size->width, height = (float) size->height;
  float left = around->area.origin.x + EDGE;
  float right = MAX (around->area.origin.x + around->area.size.width - EDGE - width, left);
  float x = on_the_right ? around->marker.x + BESIDE : around->marker.x - BESIDE - width;
  graphene_rect_t place = GRAPHENE_RECT_INIT (CLAMP (x, left, right), 0, width, height);
  float distance = reaches_ring (&place, around) ? RING : ABOVE;

  place.origin.y = below ? around->marker.y + distance : around->marker.y - distance - height;
  step_aside (&place, around->obstacles, on_the_right);
  return place;
}

static gboolean
is_beside (const graphene_rect_t *place,
           const WbMapPillSurroundings *around)
{
  float after = place->origin.x - around->marker.x;
  float before = -after - place->size.width;

  return fabsf (MAX (after, before) - BESIDE) < 1;
}

static gboolean
covers_obstacle (const graphene_rect_t *place,
                 GArray *obstacles)
{
  for (guint i = 0; obstacles != NULL && i < obstacles->len; i++)
    if (graphene_rect_intersection (place, &g_array_index (obstacles, graphene_rect_t, i), NULL))
      return TRUE;
  return FALSE;
}

static gboolean
covers_course (const graphene_rect_t *place,
               const WbMapPillSurroundings *around)
{
  float length = hypotf (around->tip.x - around->marker.x, around->tip.y - around->marker.y);
  graphene_rect_t near;
  graphene_point_t point;

  graphene_rect_inset_r (place, -COURSE_GAP, -COURSE_GAP, &near);
  for (float at = 0; at < MIN (length, COURSE_REACH); at += COURSE_GAP)
    {
      graphene_point_interpolate (&around->marker, &around->tip, at / length, &point);
      if (graphene_rect_contains_point (&near, &point))
        return TRUE;
    }
  return FALSE;
}

static int
judge (const graphene_rect_t *place,
       const WbMapPillSurroundings *around)
{
  graphene_rect_t area;
  int faults = 0;

  graphene_rect_inset_r (&around->area, EDGE, EDGE, &area);
  if (!graphene_rect_contains_rect (&area, place))
    faults += LEAVES_AREA;
  if (covers_obstacle (place, around->obstacles))
    faults += COVERS_OBSTACLE;
  if (!is_beside (place, around))
    faults += IS_NOT_BESIDE;
  if (covers_course (place, around))
    faults += COVERS_COURSE;
  return faults;
}

/**
 * wb_map_pill_place:
 * @self: a pill
 * @around: what it has to find its place in
 *
 * Returns: where it should be: above and after the marker, or else before or below it, where less is
 *   in its way
 */
graphene_rect_t
wb_map_pill_place (WbMapPill *self,
                   const WbMapPillSurroundings *around)
{
  GtkWidget *widget = GTK_WIDGET (self);
  /* Where text runs from right to left, after the marker is on its left. */
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  graphene_rect_t best = { 0 };
  int least = G_MAXINT;
  GtkRequisition size;

  g_return_val_if_fail (WB_IS_MAP_PILL (self), best);

  gtk_widget_get_preferred_size (widget, NULL, &size);
  for (guint i = 0; i < 4; i++)
    {
      graphene_rect_t place = make_place (around, &size, i % 2 == (guint) is_rtl, i >= 2);
      int faults = judge (&place, around);

      if (faults >= least)
        continue;
      least = faults;
      best = place;
    }
  return best;
}
