/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Everything that is known about one object. */

#include "config.h"

#include "wb-object-details.h"

#include "wb-fact-list.h"
#include "wb-focus.h"
#include "wb-format-text.h"
#include "wb-json-members.h"
#include "wb-marker-icon.h"
#include "wb-speed-chart.h"
#include "wb-time.h"
#include "wb-track-json.h"
#include "wb-track-name.h"
#include "wb-track-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Numbers that change faster than this can't be read. */
#define MIN_UPDATE_INTERVAL_US (250 * 1000)

/* More attributes, or longer ones, are for the log of messages. */
#define MAX_ATTRIBUTES 200
#define MAX_ATTRIBUTE_LENGTH 1000

/* The mean of so many intervals tells how often it reports. */
#define RHYTHM_POINTS 10

/* A heading as close to the course as this says nothing new. Degrees. */
#define SAME_HEADING 3

/**
 * WbObjectDetails:
 *
 * A page about one track that follows its fixes.
 */
struct _WbObjectDetails {
  GtkWidget parent_instance;

  /* Owned */
  WbTrack *track;
  WbMonitor *monitor;

  /* Template children */
  GtkWidget *bar;
  WbMarkerIcon *marker;
  GtkLabel *name;
  GtkLabel *origin;
  GtkLabel *chip;
  GtkLabel *rhythm;
  WbFactList *facts;
  GtkWidget *speeds;
  GtkLabel *speeds_title;
  GtkLabel *speeds_now;
  WbSpeedChart *chart;
  GtkWidget *attributes_title;
  WbFactList *attributes;
  GtkScrolledWindow *scroller;
  GtkWidget *back;

  /* State */
  gint64 updated; /* monotonic */
  guint timer;
};

typedef enum {
  SIGNAL_BACK,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbObjectDetails, wb_object_details, GTK_TYPE_WIDGET)

/*
 * Facts: each function gives the text of one, or NULL when it is not known
 */

static char *
describe_position (WbTrack *track)
{
  g_autofree char *latitude = wb_format_latitude (wb_track_get_latitude (track));
  g_autofree char *longitude = wb_format_longitude (wb_track_get_longitude (track));

  return g_strdup_printf ("%s\n%s", latitude, longitude);
}

static char *
describe_speed (WbTrack *track)
{
  double speed = wb_track_get_speed (track);

  return isnan (speed) ? NULL : wb_format_speed (speed);
}

static char *
describe_course (WbTrack *track)
{
  double course = wb_track_get_course (track);

  return isnan (course) ? NULL : wb_format_direction (course);
}

static char *
describe_heading (WbTrack *track)
{
  double heading = wb_track_get_heading (track);
  double turn = fabs (remainder (heading - wb_track_get_course (track), 360));

  return isnan (heading) || turn < SAME_HEADING ? NULL : wb_format_direction (heading);
}

static char *
describe_altitude (WbTrack *track)
{
  double altitude = wb_track_get_altitude (track);

  return isnan (altitude) ? NULL : wb_format_length (altitude);
}

static char *
describe_accuracy (WbTrack *track)
{
  double accuracy = wb_track_get_accuracy (track);

  return isnan (accuracy) ? NULL : wb_format_accuracy (accuracy);
}

static char *
describe_time (WbTrack *track)
{
  return wb_format_clock (wb_track_get_time (track), g_get_real_time ());
}

static char *
describe_delay (WbTrack *track)
{
  gint64 delay = wb_track_get_received (track) - wb_track_get_time (track);

  return delay == 0 ? NULL : wb_format_delay (delay);
}

static const struct {
  const char *name;
  char *(*describe) (WbTrack *track);
} facts[] = {
  { N_ ("Position"), describe_position }, { N_ ("Speed"), describe_speed },
  { N_ ("Course"), describe_course },     { N_ ("Heading"), describe_heading },
  { N_ ("Altitude"), describe_altitude }, { N_ ("Accuracy"), describe_accuracy },
  { N_ ("Reported"), describe_time },     { N_ ("Delay"), describe_delay },
};

static void
show_facts (WbObjectDetails *self)
{
  wb_fact_list_begin (self->facts);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *value = facts[i].describe (self->track);

      wb_fact_list_add (self->facts, _ (facts[i].name), value);
    }
  wb_fact_list_end (self->facts);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_ATTRIBUTE_LENGTH)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, MAX_ATTRIBUTE_LENGTH);
  return g_strconcat (start, "…", NULL);
}

static void
show_attributes (WbObjectDetails *self)
{
  g_autoptr(GPtrArray) members =
      wb_json_list_members (wb_track_get_attributes (self->track), MAX_ATTRIBUTES);

  wb_fact_list_begin (self->attributes);
  for (guint i = 0; i < members->len; i++)
    {
      const WbJsonMember *member = g_ptr_array_index (members, i);
      g_autofree char *value = shorten (member->value);

      wb_fact_list_add (self->attributes, member->name, value);
    }
  gtk_widget_set_visible (self->attributes_title, wb_fact_list_end (self->attributes) > 0);
}

/*
 * Freshness, rhythm, speeds
 */

static void
show_freshness (WbObjectDetails *self)
{
  WbFreshness freshness = wb_track_get_freshness (self->track);
  const char *word = wb_track_text_freshness (freshness);
  g_autofree char *live = NULL;

  if (freshness != WB_FRESHNESS_LIVE)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->chip), "live");
      gtk_label_set_text (self->chip, word);
      return;
    }

  live = g_strdup_printf ("● %s", word);
  gtk_widget_add_css_class (GTK_WIDGET (self->chip), "live");
  gtk_label_set_text (self->chip, live);
}

static const WbTrail *
get_trail (WbObjectDetails *self)
{
  WbTrackStore *store = self->monitor != NULL ? wb_monitor_get_tracks (self->monitor) : NULL;

  return store != NULL ? wb_track_store_get_trail (store, wb_track_get_position (self->track)) : NULL;
}

/* How often the object reports, µs; 0 when not known. */
static gint64
get_interval (const WbTrail *trail)
{
  guint length = trail != NULL ? wb_trail_get_length (trail) : 0;
  guint intervals = MIN (length, RHYTHM_POINTS) - 1;

  if (length < 2)
    return 0;
  return (wb_trail_get_time (trail, length - 1) - wb_trail_get_time (trail, length - 1 - intervals)) /
         intervals;
}

static void
show_rhythm (WbObjectDetails *self)
{
  gint64 interval = get_interval (get_trail (self));
  g_autofree char *age = wb_track_text_age (self->track, wb_time_get_uptime ());
  g_autofree char *ago = g_strdup_printf (_ ("%s ago"), age);
  g_autofree char *every = NULL;
  g_autofree char *line = NULL;

  if (interval > 0)
    {
      g_autofree char *duration = interval < 2 * G_USEC_PER_SEC
                                      ? wb_format_delay (interval)
                                      : wb_format_age (interval + G_USEC_PER_SEC / 2);

      /* Translators: how often an object reports; %s is as in “2 s” */
      every = g_strdup_printf (_ ("every %s"), duration);
    }
  line = wb_track_text_join (ago, every, NULL);
  gtk_label_set_text (self->rhythm, line);
}

static void
show_speeds (WbObjectDetails *self)
{
  g_autofree char *speed = describe_speed (self->track);
  g_autofree char *title = NULL;
  gboolean enough = wb_speed_chart_set_trail (self->chart, get_trail (self));
  guint minutes = wb_speed_chart_get_minutes (self->chart);

  gtk_widget_set_visible (self->speeds, enough && speed != NULL);
  if (!enough || speed == NULL)
    return;

  title = minutes > 1 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Speed, last %u minute", "Speed, last %u minutes", minutes),
                                         minutes)
                      : g_strdup (_ ("Speed, last minute"));
  gtk_label_set_text (self->speeds_title, title);
  gtk_label_set_text (self->speeds_now, speed);
}

/*
 * Keeping up
 */

static void
show_head (WbObjectDetails *self)
{
  g_autofree char *name = wb_track_dup_name (self->track, self->monitor);
  g_autofree char *kind = wb_track_text_kind (self->track);
  g_autofree char *connection = wb_track_dup_connection_name (self->track, self->monitor);
  /* One without a name is called after its connection, which need not be told again. */
  g_autofree char *origin =
      wb_track_text_join (kind, g_strcmp0 (connection, name) != 0 ? connection : NULL, NULL);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->origin, origin);
  gtk_widget_set_visible (GTK_WIDGET (self->origin), *origin != '\0');
}

static void
update (WbObjectDetails *self)
{
  self->updated = g_get_monotonic_time ();
  show_head (self);
  show_freshness (self);
  show_rhythm (self);
  show_facts (self);
  show_speeds (self);
  show_attributes (self);
}

static gboolean
is_seen (WbObjectDetails *self)
{
  return self->track != NULL && !wb_track_is_removed (self->track) &&
         gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
track_changed_cb (WbObjectDetails *self)
{
  if (is_seen (self) && g_get_monotonic_time () - self->updated >= MIN_UPDATE_INTERVAL_US)
    update (self);
}

static gboolean
second_passed_cb (gpointer data)
{
  if (is_seen (data))
    update (data);
  return G_SOURCE_CONTINUE;
}

static void
wb_object_details_map (GtkWidget *widget)
{
  WbObjectDetails *self = WB_OBJECT_DETAILS (widget);

  GTK_WIDGET_CLASS (wb_object_details_parent_class)->map (widget);

  self->timer = g_timeout_add_seconds (1, second_passed_cb, self);
  second_passed_cb (self);
}

static void
wb_object_details_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WB_OBJECT_DETAILS (widget)->timer, g_source_remove);

  GTK_WIDGET_CLASS (wb_object_details_parent_class)->unmap (widget);
}

static gboolean
wb_object_details_grab_focus (GtkWidget *widget)
{
  return wb_focus_pass_on (widget, WB_OBJECT_DETAILS (widget)->back);
}

/*
 * What the user does
 */

static void
back_clicked_cb (WbObjectDetails *self)
{
  g_signal_emit (self, signals[SIGNAL_BACK], 0);
}

static void
copy_coordinates (GtkWidget *widget,
                  const char *action G_GNUC_UNUSED,
                  GVariant *parameter G_GNUC_UNUSED)
{
  WbTrack *track = WB_OBJECT_DETAILS (widget)->track;
  g_autofree char *text = NULL;

  if (track == NULL || wb_track_is_removed (track))
    return;

  text = wb_format_coordinates (wb_track_get_latitude (track), wb_track_get_longitude (track));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
copy_json (GtkWidget *widget,
           const char *action G_GNUC_UNUSED,
           GVariant *parameter G_GNUC_UNUSED)
{
  WbTrack *track = WB_OBJECT_DETAILS (widget)->track;
  g_autofree char *text = NULL;

  if (track == NULL || wb_track_is_removed (track))
    return;

  text = wb_track_dup_json (track);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

/*
 * Object
 */

static void
release_track (WbObjectDetails *self)
{
  if (self->track != NULL)
    g_signal_handlers_disconnect_by_data (self->track, self);
  g_clear_object (&self->track);
}

static void
wb_object_details_dispose (GObject *object)
{
  WbObjectDetails *self = WB_OBJECT_DETAILS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  release_track (self);
  g_clear_object (&self->monitor);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_OBJECT_DETAILS);

  G_OBJECT_CLASS (wb_object_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WB_TYPE_FACT_LIST);
  g_type_ensure (WB_TYPE_MARKER_ICON);
  g_type_ensure (WB_TYPE_SPEED_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-object-details.ui");
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, marker);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, bar);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, name);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, origin);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, chip);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, rhythm);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, speeds);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, speeds_title);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, speeds_now);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, chart);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, attributes_title);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, attributes);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, WbObjectDetails, back);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
}

static void
wb_object_details_class_init (WbObjectDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_object_details_dispose;
  widget_class->map = wb_object_details_map;
  widget_class->unmap = wb_object_details_unmap;
  widget_class->grab_focus = wb_object_details_grab_focus;

  /**
   * WbObjectDetails::back:
   *
   * The user wants to see the list again.
   */
  signals[SIGNAL_BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "details.copy-coordinates", NULL, copy_coordinates);
  gtk_widget_class_install_action (widget_class, "details.copy-json", NULL, copy_json);
  bind_template (widget_class);
}

static void
wb_object_details_init (WbObjectDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_object_details_set_track:
 * @self: a page
 * @track: (nullable): what it is about from now on
 * @monitor: (nullable): the model
 */
void
wb_object_details_set_track (WbObjectDetails *self,
                             WbTrack *track,
                             WbMonitor *monitor)
{
  g_return_if_fail (WB_IS_OBJECT_DETAILS (self));
  g_return_if_fail (track == NULL || WB_IS_TRACK (track));

  g_set_object (&self->monitor, monitor);
  if (self->track == track)
    return;

  release_track (self);
  wb_marker_icon_set_track (self->marker, track);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (track == NULL || wb_track_is_removed (track))
    return;

  self->track = g_object_ref (track);
  g_signal_connect_swapped (track, "notify::received", G_CALLBACK (track_changed_cb), self);
  update (self);
}
