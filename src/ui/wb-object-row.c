/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A row of the list of objects. */

#include "config.h"

#include "wb-object-row.h"

#include "wb-marker-icon.h"
#include "wb-spoken.h"
#include "wb-time.h"
#include "wb-track-name.h"
#include "wb-track-text.h"

/* Numbers that change faster than this can't be read. */
#define MIN_UPDATE_INTERVAL_US (250 * 1000)

/**
 * WbObjectRow:
 *
 * The marker of a track, its name over how it moves or why that is not known, and its age.
 */
struct _WbObjectRow {
  GtkWidget parent_instance;

  /* Owned */
  WbTrack *track;
  WbMonitor *monitor;
  gint64 updated;     /* monotonic */
  WbFreshness spoken; /* in the label for screen readers */

  /* Template children */
  WbMarkerIcon *marker;
  GtkWidget *texts;
  GtkLabel *name;
  GtkLabel *line;
  GtkLabel *age;
  GtkWidget *details;
};

G_DEFINE_FINAL_TYPE (WbObjectRow, wb_object_row, GTK_TYPE_WIDGET)

static void
set_dimmed (GtkLabel *label,
            gboolean dimmed)
{
  if (dimmed)
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
}

static void
show (WbObjectRow *self)
{
  gint64 now = wb_time_get_uptime ();
  g_autofree char *name = wb_track_dup_name (self->track, self->monitor);
  g_autofree char *line = wb_track_text_line (self->track, now);
  g_autofree char *age = wb_track_text_age (self->track, now);

  self->updated = g_get_monotonic_time ();
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->line, line);
  gtk_widget_set_visible (GTK_WIDGET (self->line), *line != '\0');
  gtk_label_set_text (self->age, age);
}

/* Where it is not live the line says how old it is. */
static void
speak (WbObjectRow *self)
{
  WbFreshness freshness = wb_track_get_freshness (self->track);
  const char *facts[] = {
    gtk_label_get_text (self->name),
    gtk_label_get_text (self->line),
    freshness == WB_FRESHNESS_LIVE ? gtk_label_get_text (self->age) : NULL,
  };
  g_autofree char *label = wb_spoken_join (facts, G_N_ELEMENTS (facts));

  self->spoken = freshness;
  wb_spoken_set_row_label (GTK_WIDGET (self), label);
}

/* A list keeps rows for what is out of sight. */
static void
track_changed_cb (WbObjectRow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      g_get_monotonic_time () - self->updated >= MIN_UPDATE_INTERVAL_US)
    wb_object_row_update (self);
}

static void
freshness_changed_cb (WbObjectRow *self)
{
  set_dimmed (self->name, wb_track_get_freshness (self->track) != WB_FRESHNESS_LIVE);
}

static void
release_track (WbObjectRow *self)
{
  if (self->track != NULL)
    g_signal_handlers_disconnect_by_data (self->track, self);
  g_clear_object (&self->track);
}

static void
wb_object_row_map (GtkWidget *widget)
{
  wb_object_row_update (WB_OBJECT_ROW (widget));

  GTK_WIDGET_CLASS (wb_object_row_parent_class)->map (widget);
}

static void
wb_object_row_dispose (GObject *object)
{
  WbObjectRow *self = WB_OBJECT_ROW (object);

  release_track (self);
  g_clear_object (&self->monitor);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_OBJECT_ROW);

  G_OBJECT_CLASS (wb_object_row_parent_class)->dispose (object);
}

static void
wb_object_row_class_init (WbObjectRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_object_row_dispose;
  widget_class->map = wb_object_row_map;

  g_type_ensure (WB_TYPE_MARKER_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-object-row.ui");
  gtk_widget_class_bind_template_child (widget_class, WbObjectRow, marker);
  gtk_widget_class_bind_template_child (widget_class, WbObjectRow, texts);
  gtk_widget_class_bind_template_child (widget_class, WbObjectRow, name);
  gtk_widget_class_bind_template_child (widget_class, WbObjectRow, line);
  gtk_widget_class_bind_template_child (widget_class, WbObjectRow, age);
  gtk_widget_class_bind_template_child (widget_class, WbObjectRow, details);
  gtk_widget_class_set_css_name (widget_class, "object-row");
}

static void
wb_object_row_init (WbObjectRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wb_object_row_new (void)
{
  return g_object_new (WB_TYPE_OBJECT_ROW, NULL);
}

/**
 * wb_object_row_bind:
 * @self: a row
 * @track: (nullable): what it shows from now on
 * @monitor: (nullable): the model, which knows the names of connections
 */
void
wb_object_row_bind (WbObjectRow *self,
                    WbTrack *track,
                    WbMonitor *monitor)
{
  g_return_if_fail (WB_IS_OBJECT_ROW (self));
  g_return_if_fail (track == NULL || WB_IS_TRACK (track));

  release_track (self);
  g_set_object (&self->monitor, monitor);
  wb_marker_icon_set_track (self->marker, track);
  if (track == NULL)
    return;

  self->track = g_object_ref (track);
  /* All properties are notified together; one of them is enough. */
  g_signal_connect_swapped (track, "notify::received", G_CALLBACK (track_changed_cb), self);
  g_signal_connect_swapped (track, "notify::freshness", G_CALLBACK (freshness_changed_cb), self);
  freshness_changed_cb (self);
  if (wb_track_is_removed (track))
    return;

  show (self);
  speak (self);
}

/**
 * wb_object_row_get_track:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
WbTrack *
wb_object_row_get_track (WbObjectRow *self)
{
  g_return_val_if_fail (WB_IS_OBJECT_ROW (self), NULL);

  return self->track;
}

/**
 * wb_object_row_set_offers_details:
 * @self: a row
 * @offers: whether the way to the details is shown
 */
void
wb_object_row_set_offers_details (WbObjectRow *self,
                                  gboolean offers)
{
  g_return_if_fail (WB_IS_OBJECT_ROW (self));

  gtk_widget_set_visible (self->details, offers);
}

/**
 * wb_object_row_update:
 * @self: a row
 *
 * Shows how old the fix is by now. To be called every second while the row is seen.
 */
void
wb_object_row_update (WbObjectRow *self)
{
  g_return_if_fail (WB_IS_OBJECT_ROW (self));

  if (self->track == NULL || wb_track_is_removed (self->track))
    return;

  show (self);
  if (wb_track_get_freshness (self->track) != self->spoken ||
      !wb_spoken_is_heard (gtk_widget_get_parent (GTK_WIDGET (self))))
    speak (self);
}
