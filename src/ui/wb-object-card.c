/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The selected object in short, where there is no room for its details. */

#include "config.h"

#include "wb-object-card.h"

#include "wb-format-text.h"
#include "wb-marker-icon.h"
#include "wb-time.h"
#include "wb-track-name.h"
#include "wb-track-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/**
 * WbObjectCard:
 *
 * Floats on the map: marker, name and how the object moves, with the ways to its details and back
 * to none selected.
 */
struct _WbObjectCard {
  GtkWidget parent_instance;

  /* Owned */
  WbMonitor *monitor;
  WbTrack *track;
  GSignalGroup *signals; /* of the track */

  /* Template children */
  GtkWidget *card;
  WbMarkerIcon *marker;
  GtkLabel *name;
  GtkLabel *line;
};

G_DEFINE_FINAL_TYPE (WbObjectCard, wb_object_card, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label,
          const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* A live object tells how it moves, another one why it does not. */
static char *
describe (WbTrack *track)
{
  gint64 now = wb_time_get_uptime ();
  g_autofree char *age = wb_track_text_age (track, now);
  g_autofree char *ago = NULL;
  g_autofree char *speed = NULL;
  g_autofree char *course = NULL;

  if (wb_track_get_freshness (track) != WB_FRESHNESS_LIVE)
    return wb_track_text_line (track, now);

  /* Translators: how long ago something was heard, as “2 s ago” */
  ago = g_strdup_printf (_ ("%s ago"), age);
  if (!isnan (wb_track_get_speed (track)))
    speed = wb_format_speed (wb_track_get_speed (track));
  if (!isnan (wb_track_get_course (track)))
    course = wb_format_angle (wb_track_get_course (track));
  return wb_track_text_join (speed, course, ago);
}

static void
wb_object_card_dispose (GObject *object)
{
  WbObjectCard *self = WB_OBJECT_CARD (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->track);
  g_clear_object (&self->monitor);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_OBJECT_CARD);

  G_OBJECT_CLASS (wb_object_card_parent_class)->dispose (object);
}

static void
wb_object_card_class_init (WbObjectCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_object_card_dispose;

  g_type_ensure (WB_TYPE_MARKER_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-object-card.ui");
  gtk_widget_class_bind_template_child (widget_class, WbObjectCard, card);
  gtk_widget_class_bind_template_child (widget_class, WbObjectCard, marker);
  gtk_widget_class_bind_template_child (widget_class, WbObjectCard, name);
  gtk_widget_class_bind_template_child (widget_class, WbObjectCard, line);
}

static void
wb_object_card_init (WbObjectCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (WB_TYPE_TRACK);
  g_signal_group_connect_swapped (self->signals, "notify", G_CALLBACK (wb_object_card_update), self);
}

/**
 * wb_object_card_set_monitor:
 * @self: a card
 * @monitor: the model, for the names of connections
 */
void
wb_object_card_set_monitor (WbObjectCard *self,
                            WbMonitor *monitor)
{
  g_return_if_fail (WB_IS_OBJECT_CARD (self));

  g_set_object (&self->monitor, monitor);
}

/**
 * wb_object_card_set_track:
 * @self: a card
 * @track: (nullable): what to show; %NULL leaves the card as it is, to be hidden
 */
void
wb_object_card_set_track (WbObjectCard *self,
                          WbTrack *track)
{
  g_return_if_fail (WB_IS_OBJECT_CARD (self));

  if (!g_set_object (&self->track, track))
    return;

  g_signal_group_set_target (self->signals, track);
  wb_marker_icon_set_track (self->marker, track);
  wb_object_card_update (self);
}

/**
 * wb_object_card_update:
 * @self: a card
 *
 * Shows what changes without a signal: the age.
 */
void
wb_object_card_update (WbObjectCard *self)
{
  g_autofree char *name = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (WB_IS_OBJECT_CARD (self));

  if (self->track == NULL || wb_track_is_removed (self->track))
    return;

  name = wb_track_dup_name (self->track, self->monitor);
  line = describe (self->track);
  set_text (self->name, name);
  set_text (self->line, line);
}
