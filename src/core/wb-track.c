/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* One observed object, as widgets see it: a row made on demand that looks into the store. */

#include "config.h"

#include "wb-track-store-private.h"

#include <math.h>

G_DEFINE_ENUM_TYPE (WbFreshness, wb_freshness,
                    G_DEFINE_ENUM_VALUE (WB_FRESHNESS_LIVE, "live"),
                    G_DEFINE_ENUM_VALUE (WB_FRESHNESS_STALE, "stale"),
                    G_DEFINE_ENUM_VALUE (WB_FRESHNESS_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (WB_FRESHNESS_LAST_KNOWN, "last-known"))

/**
 * WbTrack:
 *
 * A view on one track. The store gives the same object for the same track as long as somebody
 * holds it, and notifies its properties once for each turn in which fixes came. When the track is
 * removed the object stays valid and knows nothing any more.
 */
struct _WbTrack {
  GObject parent_instance;

  WbTrackStore *store; /* owned */
  guint32 handle;      /* WB_TRACK_NO_HANDLE when the track is gone */
};

typedef enum {
  PROP_ID = 1,
  PROP_LABEL,
  PROP_LATITUDE,
  PROP_LONGITUDE,
  PROP_ALTITUDE,
  PROP_COURSE,
  PROP_HEADING,
  PROP_SPEED,
  PROP_ACCURACY,
  PROP_TIME,
  PROP_RECEIVED,
  PROP_FRESHNESS,
  PROP_ATTRIBUTES,
} WbTrackProperty;

static GParamSpec *properties[PROP_ATTRIBUTES + 1] = { NULL };

G_DEFINE_FINAL_TYPE (WbTrack, wb_track, G_TYPE_OBJECT)

/* What a removed track answers. */
static const WbTrackRecord nothing = {
  .latitude = NAN, .longitude = NAN, .altitude = NAN, .course = NAN, .heading = NAN,
  .speed = NAN, .accuracy = NAN, .time = WB_TIME_NONE, .received = WB_TIME_NONE, .heard = WB_TIME_NONE,
};

static const WbTrackRecord *
get_record (WbTrack *self)
{
  if (self->handle == WB_TRACK_NO_HANDLE)
    return &nothing;
  return wb_track_store_get_record (self->store, self->handle);
}

static void
wb_track_get_property (GObject *object,
                       guint prop_id,
                       GValue *value,
                       GParamSpec *pspec)
{
  WbTrack *self = WB_TRACK (object);
  const WbTrackRecord *record = get_record (self);

  switch ((WbTrackProperty) prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, record->id);
      break;
    case PROP_LABEL:
      g_value_set_string (value, record->label);
      break;
    case PROP_LATITUDE:
      g_value_set_double (value, record->latitude);
      break;
    case PROP_LONGITUDE:
      g_value_set_double (value, record->longitude);
      break;
    case PROP_ALTITUDE:
      g_value_set_double (value, record->altitude);
      break;
    case PROP_COURSE:
      g_value_set_double (value, record->course);
      break;
    case PROP_HEADING:
      g_value_set_double (value, record->heading);
      break;
    case PROP_SPEED:
      g_value_set_double (value, record->speed);
      break;
    case PROP_ACCURACY:
      g_value_set_double (value, record->accuracy);
      break;
    case PROP_TIME:
      g_value_set_int64 (value, record->time);
      break;
    case PROP_RECEIVED:
      g_value_set_int64 (value, record->received);
      break;
    case PROP_FRESHNESS:
      g_value_set_enum (value, (int) wb_track_get_freshness (self));
      break;
    case PROP_ATTRIBUTES:
      g_value_set_string (value, record->attributes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_track_finalize (GObject *object)
{
  WbTrack *self = WB_TRACK (object);

  if (self->handle != WB_TRACK_NO_HANDLE)
    wb_track_store_forget_row (self->store, self->handle);
  g_object_unref (self->store);

  G_OBJECT_CLASS (wb_track_parent_class)->finalize (object);
}

static GParamSpec *
number_property (const char *name)
{
  return g_param_spec_double (name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
text_property (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
time_property (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, WB_TIME_NONE,
                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
wb_track_class_init (WbTrackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wb_track_finalize;
  object_class->get_property = wb_track_get_property;

  properties[PROP_ID] = text_property ("id");
  properties[PROP_LABEL] = text_property ("label");
  properties[PROP_LATITUDE] = number_property ("latitude");
  properties[PROP_LONGITUDE] = number_property ("longitude");
  properties[PROP_ALTITUDE] = number_property ("altitude");
  properties[PROP_COURSE] = number_property ("course");
  properties[PROP_HEADING] = number_property ("heading");
  properties[PROP_SPEED] = number_property ("speed");
  properties[PROP_ACCURACY] = number_property ("accuracy");
  properties[PROP_TIME] = time_property ("time");
  properties[PROP_RECEIVED] = time_property ("received");
  properties[PROP_FRESHNESS] =
      g_param_spec_enum ("freshness", NULL, NULL, WB_TYPE_FRESHNESS, WB_FRESHNESS_LIVE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ATTRIBUTES] = text_property ("attributes");

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_track_init (WbTrack *self G_GNUC_UNUSED)
{
}

/**
 * wb_track_new:
 * @store: the store
 * @handle: handle of one of its tracks
 *
 * For the store only: wb_track_store_lookup() and the list give rows to others.
 *
 * Returns: (transfer full): a row
 */
WbTrack *
wb_track_new (WbTrackStore *store,
              guint32 handle)
{
  WbTrack *self = g_object_new (WB_TYPE_TRACK, NULL);

  self->store = g_object_ref (store);
  self->handle = handle;
  return self;
}

/**
 * wb_track_set_removed:
 * @self: a row whose track is about to go
 *
 * It knows nothing any more; wb_track_notify_changed() tells so.
 */
void
wb_track_set_removed (WbTrack *self)
{
  self->handle = WB_TRACK_NO_HANDLE;
}

/**
 * wb_track_notify_changed:
 * @self: a row
 *
 * Notifies everything a fix may change.
 */
void
wb_track_notify_changed (WbTrack *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_LABEL; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * wb_track_is_removed:
 * @self: a row
 *
 * Returns: whether its track is gone; then texts are %NULL and numbers NaN
 */
gboolean
wb_track_is_removed (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), TRUE);

  return self->handle == WB_TRACK_NO_HANDLE;
}

/**
 * wb_track_get_position:
 * @self: a row
 *
 * Returns: where its track stands in the store now, %G_MAXUINT when it is gone
 */
guint
wb_track_get_position (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), G_MAXUINT);

  if (self->handle == WB_TRACK_NO_HANDLE)
    return G_MAXUINT;
  return wb_track_store_get_position (self->store, self->handle);
}

/**
 * wb_track_get_source:
 * @self: a row
 *
 * Returns: the number of its connection, see wb_connection_get_source()
 */
guint
wb_track_get_source (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), 0);

  return get_record (self)->source;
}

WbIcon
wb_track_get_icon (WbTrack *self)
{
  guint position;
  g_autoptr(WbTrackBlock) block = NULL;

  g_return_val_if_fail (WB_IS_TRACK (self), WB_ICON_UNKNOWN);

  position = wb_track_get_position (self);
  if (position == G_MAXUINT)
    return WB_ICON_UNKNOWN;

  block = wb_track_store_get_block (self->store, position / WB_TRACK_BLOCK_SIZE);
  return block->icon[position % WB_TRACK_BLOCK_SIZE];
}

/**
 * wb_track_get_colour:
 * @self: a row
 *
 * Returns: number of its colour on the map
 */
guint
wb_track_get_colour (WbTrack *self)
{
  guint position;
  g_autoptr(WbTrackBlock) block = NULL;

  g_return_val_if_fail (WB_IS_TRACK (self), 0);

  position = wb_track_get_position (self);
  if (position == G_MAXUINT)
    return 0;

  block = wb_track_store_get_block (self->store, position / WB_TRACK_BLOCK_SIZE);
  return block->colour[position % WB_TRACK_BLOCK_SIZE];
}

/**
 * wb_track_get_id:
 * @self: a row
 *
 * Returns: (nullable): the object's id in its connection, “” when its messages name none
 */
const char *
wb_track_get_id (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NULL);

  return get_record (self)->id;
}

const char *
wb_track_get_label (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NULL);

  return get_record (self)->label;
}

double
wb_track_get_latitude (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->latitude;
}

double
wb_track_get_longitude (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->longitude;
}

double
wb_track_get_altitude (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->altitude;
}

double
wb_track_get_course (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->course;
}

double
wb_track_get_heading (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->heading;
}

double
wb_track_get_speed (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->speed;
}

double
wb_track_get_accuracy (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NAN);

  return get_record (self)->accuracy;
}

/**
 * wb_track_get_time:
 * @self: a row
 *
 * Returns: when the latest fix was taken, µs since the epoch
 */
gint64
wb_track_get_time (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), WB_TIME_NONE);

  return get_record (self)->time;
}

/**
 * wb_track_get_received:
 * @self: a row
 *
 * Returns: when the latest fix was received, µs since the epoch
 */
gint64
wb_track_get_received (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), WB_TIME_NONE);

  return get_record (self)->received;
}

/**
 * wb_track_get_heard:
 * @self: a row
 *
 * Returns: when the latest fix was received, by wb_time_get_uptime(): what its age is counted from
 */
gint64
wb_track_get_heard (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), WB_TIME_NONE);

  return get_record (self)->heard;
}

WbFreshness
wb_track_get_freshness (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), WB_FRESHNESS_LOST);

  if (self->handle == WB_TRACK_NO_HANDLE)
    return WB_FRESHNESS_LOST;
  return wb_track_store_get_freshness (self->store, self->handle);
}

/**
 * wb_track_get_attributes:
 * @self: a row
 *
 * Returns: (nullable): a compact JSON object with everything else the latest fix said
 */
const char *
wb_track_get_attributes (WbTrack *self)
{
  g_return_val_if_fail (WB_IS_TRACK (self), NULL);

  return get_record (self)->attributes;
}
