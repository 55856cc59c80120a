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

/**
 * wb_map_pill_place:
 * @self: a pill
 * @marker: the middle of the marker
 * @area: what it has to stay in
 * @place: (out): where it should be: above and after the marker, or before it where it would leave
 *   @area
 */
void
wb_map_pill_place (WbMapPill *self,
                   const graphene_point_t *marker,
                   const graphene_rect_t *area,
                   graphene_rect_t *place)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float left = area->origin.x + EDGE;
  float right = area->origin.x + area->size.width - EDGE;
  float before, after, above, distance, x;
  gboolean on_the_right;
  GtkRequisition size;

  g_return_if_fail (WB_IS_MAP_PILL (self));

  gtk_widget_get_preferred_size (widget, NULL, &size);
  before = marker->x - BESIDE - (float) size.width;
  after = marker->x + BESIDE;

  /* Where text runs from right to left, after the marker is on its left. */
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    on_the_right = before < left;
  else
    on_the_right = after + (float) size.width <= right;

  x = CLAMP (on_the_right ? after : before, left, MAX (right - (float) size.width, left));
  /* Where there is not enough room beside the marker, the pill stays off its ring. */
  distance = x < marker->x + RING && x + (float) size.width > marker->x - RING ? RING : ABOVE;
  above = marker->y - distance - (float) size.height;
  graphene_rect_init (place, x, above >= area->origin.y + EDGE ? above : marker->y + distance,
                      (float) size.width, (float) size.height);
}
