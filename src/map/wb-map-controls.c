/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What floats over the map: buttons, scale, attribution, and what is said of the selected track.
 * The buttons call actions of the map view. */

#include "config.h"

#include "wb-map-controls.h"

#include "wb-geo.h"
#include "wb-map-note.h"
#include "wb-map-pill.h"

#include <glib/gi18n-lib.h>

/* From the edge of the map. */
#define EDGE 12
#define ATTRIBUTION_EDGE 3
#define BUTTONS_BOTTOM 30

/* What a note needs around its text for the halo. */
#define HALO 2

/**
 * WbMapControls:
 *
 * Holds the map as its child and lays the rest over it. Everything mirrors with the direction of
 * the text; only the pill stays with its marker.
 */
struct _WbMapControls {
  GtkWidget parent_instance;

  /* template children */
  GtkOverlay *overlay;
  WbMapNote *attribution;
  WbMapNote *scale;
  GtkWidget *buttons;
  GtkWidget *zoom_group;
  GtkRevealer *pill_revealer;
  WbMapPill *pill;
  GtkRevealer *following_revealer;
  GtkLabel *following_label;

  GPtrArray *covers;     /* of borrowed widgets beside the map */
  int bottom_inset;      /* how much is covered from below */
  graphene_rect_t place; /* of the pill */
};

typedef enum {
  PROP_CHILD = 1,
} WbMapControlsProperty;

static GParamSpec *properties[PROP_CHILD + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbMapControls, wb_map_controls, GTK_TYPE_WIDGET)

static void
update_margins (WbMapControls *self)
{
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->attribution), ATTRIBUTION_EDGE + self->bottom_inset);
  gtk_widget_set_margin_end (GTK_WIDGET (self->attribution), EDGE - HALO);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->scale), EDGE + self->bottom_inset);
  gtk_widget_set_margin_start (GTK_WIDGET (self->scale), EDGE);
  gtk_widget_set_margin_bottom (self->buttons, BUTTONS_BOTTOM + self->bottom_inset);
  gtk_widget_set_margin_end (self->buttons, EDGE);
}

static gboolean
get_child_position_cb (GtkOverlay *overlay G_GNUC_UNUSED,
                       GtkWidget *child,
                       GdkRectangle *allocation,
                       WbMapControls *self)
{
  if (child != GTK_WIDGET (self->pill_revealer) || self->place.size.width < 1)
    return FALSE;

  *allocation = (GdkRectangle) {
    .x = (int) self->place.origin.x,
    .y = (int) self->place.origin.y,
    .width = (int) self->place.size.width,
    .height = (int) self->place.size.height,
  };
  return TRUE;
}

static void
add_bounds (WbMapControls *self,
            GtkWidget *floating,
            GArray *all)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (floating, GTK_WIDGET (self), &bounds) && bounds.size.width > 0)
    g_array_append_val (all, bounds);
}

/* All but the pill. What slides in is there only while it is to be seen. */
static GArray *
list_floating (WbMapControls *self)
{
  GtkWidget *const floating[] = {
    GTK_WIDGET (self->attribution),
    GTK_WIDGET (self->scale),
    self->buttons,
    GTK_WIDGET (self->following_revealer),
  };
  gsize count = G_N_ELEMENTS (floating) - !gtk_revealer_get_reveal_child (self->following_revealer);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));

  for (gsize i = 0; i < count; i++)
    add_bounds (self, floating[i], all);
  for (guint i = 0; i < self->covers->len; i++)
    if (gtk_widget_get_mapped (g_ptr_array_index (self->covers, i)))
      add_bounds (self, g_ptr_array_index (self->covers, i), all);
  return all;
}

/*
 * Widget
 */

static void
wb_map_controls_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_CHILD)
    g_value_set_object (value, gtk_overlay_get_child (WB_MAP_CONTROLS (object)->overlay));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
wb_map_controls_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  if (prop_id == PROP_CHILD)
    gtk_overlay_set_child (WB_MAP_CONTROLS (object)->overlay, g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
wb_map_controls_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_MAP_CONTROLS);
  g_ptr_array_set_size (WB_MAP_CONTROLS (object)->covers, 0);

  G_OBJECT_CLASS (wb_map_controls_parent_class)->dispose (object);
}

static void
wb_map_controls_finalize (GObject *object)
{
  g_ptr_array_unref (WB_MAP_CONTROLS (object)->covers);

  G_OBJECT_CLASS (wb_map_controls_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WB_TYPE_MAP_NOTE);
  g_type_ensure (WB_TYPE_MAP_PILL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-map-controls.ui");
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, attribution);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, buttons);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, following_label);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, following_revealer);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, overlay);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, pill);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, pill_revealer);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, scale);
  gtk_widget_class_bind_template_child (widget_class, WbMapControls, zoom_group);
  gtk_widget_class_bind_template_callback (widget_class, get_child_position_cb);
}

static void
wb_map_controls_class_init (WbMapControlsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_map_controls_dispose;
  object_class->finalize = wb_map_controls_finalize;
  object_class->get_property = wb_map_controls_get_property;
  object_class->set_property = wb_map_controls_set_property;

  /**
   * WbMapControls:child:
   *
   * What it all floats over.
   */
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "map-controls");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
wb_map_controls_init (WbMapControls *self)
{
  self->covers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_margins (self);
}

/**
 * wb_map_controls_set_narrow:
 * @self: controls
 * @narrow: whether there is little room: then the buttons for zooming go
 */
void
wb_map_controls_set_narrow (WbMapControls *self,
                            gboolean narrow)
{
  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  gtk_widget_set_visible (self->zoom_group, !narrow);
  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

/**
 * wb_map_controls_set_quiet:
 * @self: controls
 * @quiet: whether the map is a background only: then nothing floats over it
 */
void
wb_map_controls_set_quiet (WbMapControls *self,
                           gboolean quiet)
{
  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  gtk_widget_set_visible (self->buttons, !quiet);
  gtk_widget_set_visible (GTK_WIDGET (self->attribution), !quiet);
  gtk_widget_set_visible (GTK_WIDGET (self->scale), !quiet);
}

/**
 * wb_map_controls_add_cover:
 * @self: controls
 * @cover: a widget that lies over the map while it is shown; lives as long as they
 */
void
wb_map_controls_add_cover (WbMapControls *self,
                           GtkWidget *cover)
{
  g_return_if_fail (WB_IS_MAP_CONTROLS (self));
  g_return_if_fail (GTK_IS_WIDGET (cover));

  g_ptr_array_add (self->covers, cover);
}

/**
 * wb_map_controls_set_bottom_inset:
 * @self: controls
 * @inset: how much is covered from below, in logical pixels
 */
void
wb_map_controls_set_bottom_inset (WbMapControls *self,
                                  int inset)
{
  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  self->bottom_inset = inset;
  update_margins (self);
}

void
wb_map_controls_show_attribution (WbMapControls *self,
                                  const char *attribution)
{
  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  wb_map_note_set_text (self->attribution, attribution);
}

/**
 * wb_map_controls_show_scale:
 * @self: controls
 * @place: what the map shows
 *
 * Shows how long a distance is in the middle of the map.
 */
void
wb_map_controls_show_scale (WbMapControls *self,
                            const WbMapPlace *place)
{
  double units_per_metre;

  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  units_per_metre = wb_geo_mercator_units_per_metre (wb_geo_latitude_from_mercator (place->y));
  wb_map_note_show_distance (self->scale, wb_map_units_per_pixel (place->zoom) / units_per_metre);
}

/**
 * wb_map_controls_show_selected:
 * @self: controls
 * @track: (nullable): the selected track
 * @name: (nullable): what it is called
 * @marker: (nullable): the middle of its marker, %NULL when it is not in the picture
 * @tip: (nullable): where its course vector ends, @marker where there is none
 *
 * Names the selected track beside its marker.
 */
void
wb_map_controls_show_selected (WbMapControls *self,
                               WbTrack *track,
                               const char *name,
                               const graphene_point_t *marker,
                               const graphene_point_t *tip)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                             (float) (gtk_widget_get_height (GTK_WIDGET (self)) - self->bottom_inset));
  graphene_rect_t before = self->place;
  g_autoptr(GArray) obstacles = NULL;
  gboolean shown;

  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  shown = track != NULL && marker != NULL && graphene_rect_contains_point (&area, marker);
  gtk_revealer_set_reveal_child (self->pill_revealer, shown);
  if (!shown)
    return;

  wb_map_pill_show_track (self->pill, track, name);
  obstacles = list_floating (self);
  self->place = wb_map_pill_place (self->pill, &(WbMapPillSurroundings) { *marker, *tip, area, obstacles });
  if (!graphene_rect_equal (&before, &self->place))
    gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

/**
 * wb_map_controls_show_following:
 * @self: controls
 * @name: (nullable): what is followed, %NULL for nothing
 */
void
wb_map_controls_show_following (WbMapControls *self,
                                const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (WB_IS_MAP_CONTROLS (self));

  gtk_revealer_set_reveal_child (self->following_revealer, name != NULL);
  if (name == NULL)
    return;

  /* Translators: %s is the name of an object. */
  text = g_strdup_printf (_ ("Following %s"), name);
  gtk_label_set_text (self->following_label, text);
}

/**
 * wb_map_controls_get_bounds:
 * @self: controls
 *
 * Returns: (element-type graphene_rect_t) (transfer full): the parts of the map that are covered
 */
GArray *
wb_map_controls_get_bounds (WbMapControls *self)
{
  GArray *all;

  g_return_val_if_fail (WB_IS_MAP_CONTROLS (self), NULL);

  all = list_floating (self);
  if (gtk_revealer_get_reveal_child (self->pill_revealer))
    g_array_append_val (all, self->place);
  return all;
}
