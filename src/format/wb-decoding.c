/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Turns what formats observe into the reports of a message.
 *
 * Whatever a format finds goes through here: this is the one place that makes reports, so their
 * limits, their flags and what they inherit from earlier messages are the same for all formats. */

#include "config.h"

#include "wb-decoding.h"

#include "wb-attributes.h"
#include "wb-json-tree.h"
#include "wb-json-value.h"
#include "wb-object-memory.h"

#include <math.h>
#include <string.h>

/* 1 January 2000 */
#define OLDEST_PLAUSIBLE_TIME (G_GINT64_CONSTANT (946684800) * G_USEC_PER_SEC)

/* So many positions of a message are explained. */
#define MAX_EXPLAINED 100

/* What a format has to say when it was not even JSON. */
#define FORMAT_UNKNOWN "json"

/**
 * WbDecoding:
 *
 * The state of one connection's decoder, and its work on the current message.
 */
struct _WbDecoding {
  WbObjectMemory *memory;
  WbAttributes *attributes; /* scratch */
  char *own_id;             /* (nullable): of the object the server speaks for */

  WbMessage *message;  /* borrowed */
  WbReport *remainder; /* (nullable): what to report if there is nothing better */
  guint n_empty;
  JsonNode *root;      /* (nullable): of the tree to explain positions in, borrowed */
  guint n_explained;
};

WbDecoding *
wb_decoding_new (void)
{
  WbDecoding *self = g_new0 (WbDecoding, 1);

  self->memory =
      wb_object_memory_new (WB_OBJECT_MEMORY_MAX_OBJECTS, WB_OBJECT_MEMORY_MAX_BYTES);
  self->attributes = wb_attributes_new ();
  return self;
}

void
wb_decoding_free (WbDecoding *self)
{
  g_assert (self->message == NULL);

  wb_object_memory_free (self->memory);
  wb_attributes_free (self->attributes);
  g_free (self->own_id);
  g_free (self);
}

/**
 * wb_decoding_begin:
 * @self: a decoding
 * @message: the message to add reports to, until wb_decoding_end()
 */
void
wb_decoding_begin (WbDecoding *self,
                   WbMessage *message)
{
  g_return_if_fail (self->message == NULL);

  self->message = message;
  self->n_empty = 0;
  self->root = NULL;
  self->n_explained = 0;
}

/**
 * wb_decoding_explain:
 * @self: a decoding
 * @root: the tree that is decoded next, which outlives that
 *
 * From now on reports tell where in @root their position stands.
 */
void
wb_decoding_explain (WbDecoding *self,
                     JsonNode *root)
{
  self->root = root;
}

/**
 * wb_decoding_end:
 * @self: a decoding
 *
 * A message that got no report gets the one that says why.
 */
void
wb_decoding_end (WbDecoding *self)
{
  g_return_if_fail (self->message != NULL);

  if (self->message->reports == NULL && self->remainder != NULL)
    wb_message_add_report (self->message, g_steal_pointer (&self->remainder));
  g_clear_pointer (&self->remainder, wb_report_free);
  self->message = NULL;
}

/* Returns @text, or its beginning in @buffer when it is too long. */
static const char *
limit (const char *text,
       char *buffer)
{
  g_autofree char *cut = NULL;

  if (text == NULL || strnlen (text, WB_DECODING_MAX_TEXT_BYTES + 1) <= WB_DECODING_MAX_TEXT_BYTES)
    return text;

  cut = wb_json_value_cut (text, WB_DECODING_MAX_TEXT_BYTES);
  return strcpy (buffer, cut);
}

/* Returns the id within the limits, perhaps in @buffer, or NULL. What the message says goes before
 * what the name of its event says. */
static const char *
get_id (WbDecoding *self,
        const WbObservation *observation,
        char *buffer)
{
  const WbEvent *event = self->message->event;

  if (observation->id_text != NULL)
    return limit (observation->id_text, buffer);
  if (observation->id != NULL)
    return limit (wb_json_value_get_text (observation->id, buffer), buffer);
  if (event != NULL && event->object != NULL)
    return limit (event->object, buffer);
  if (observation->last_resort != NULL && observation->position != WB_POSITION_NONE)
    return limit (wb_json_value_get_text (observation->last_resort, buffer), buffer);
  return NULL;
}

/* The same for the label, without the blanks that fixed-width fields are filled up with. */
static const char *
get_label (const WbObservation *observation,
           char *buffer)
{
  const char *text =
      observation->label != NULL ? wb_json_value_get_text (observation->label, buffer) : NULL;
  gsize length;

  if (text == NULL)
    return NULL;
  while (g_ascii_isspace (*text))
    text++;
  text = limit (text, buffer);
  length = strlen (text);
  if (length == 0 || !g_ascii_isspace (text[length - 1]))
    return length > 0 ? text : NULL;

  memmove (buffer, text, length + 1);
  return g_strchomp (buffer);
}

static void
collect_attributes (WbDecoding *self,
                    const WbObservation *observation)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  wb_attributes_clear (self->attributes);
  for (guint i = 0; i < observation->n_objects; i++)
    {
      json_object_iter_init_ordered (&iter, observation->objects[i]);
      while (json_object_iter_next_ordered (&iter, &name, &node))
        if (wb_observation_is_attribute (observation, i, name, node))
          wb_attributes_add (self->attributes, name, node);
    }
}

/* Members whose value is a word for the kind of an object, the telling ones first. */
static const char *const kind_names[] = {
  "kind", "vehicleType", "vehicle_type", "objectType", "object_type", "shipType", "ship_type",
  "category", "icon", "type",
};

static WbIcon
guess_icon (const WbObservation *observation)
{
  for (gsize name = 0; name < G_N_ELEMENTS (kind_names); name++)
    for (guint i = 0; i < observation->n_objects; i++)
      {
        JsonNode *node = json_object_get_member (observation->objects[i], kind_names[name]);
        const char *word = node != NULL ? json_node_get_string (node) : NULL;
        WbIcon icon = word != NULL ? wb_icon_from_word (word) : WB_ICON_UNKNOWN;

        if (icon != WB_ICON_UNKNOWN)
          return icon;
      }
  return observation->icon;
}

static WbFixFlags
judge (const WbReport *report,
       const WbMessage *message)
{
  WbFixFlags flags = 0;

  if (report->latitude == 0 && report->longitude == 0)
    flags |= WB_FIX_NULL_ISLAND;
  if (report->time == WB_TIME_NONE)
    return flags;
  if (message->time != WB_TIME_NONE && report->time > message->time + WB_FIX_MAX_AHEAD_US)
    flags |= WB_FIX_TIME_IN_FUTURE;
  if (report->time < OLDEST_PLAUSIBLE_TIME)
    flags |= WB_FIX_TIME_TOO_OLD;
  return flags;
}

static void
set_measures (WbReport *report,
              const double *measures)
{
  report->altitude = measures[WB_FIELD_ALTITUDE];
  report->course = measures[WB_FIELD_COURSE];
  report->heading = measures[WB_FIELD_HEADING];
  report->speed = measures[WB_FIELD_SPEED];
  report->accuracy = measures[WB_FIELD_ACCURACY];
  if (isnan (report->course))
    report->course = report->heading;
}

/* Takes over what is known of the object, and completes the rest from the memory. */
static void
complete (WbDecoding *self,
          WbReport *report,
          const WbObservation *observation,
          const char *id,
          const char *label)
{
  double measures[WB_N_MEASURES];
  WbObject *object;

  memcpy (measures, observation->measures, sizeof measures);
  if (id == NULL)
    {
      report->attributes = wb_attributes_to_ref_string (self->attributes);
      report->label = label != NULL ? g_ref_string_new (label) : NULL;
    }
  else
    {
      object = wb_object_memory_get (self->memory, id);
      if (label != NULL)
        wb_object_memory_set_label (self->memory, object, label);
      report->attributes = wb_object_memory_complete (self->memory, object, measures,
                                                      observation->told, self->attributes);
      report->id = g_ref_string_acquire (object->id);
      report->label = object->label != NULL ? g_ref_string_acquire (object->label) : NULL;
    }
  set_measures (report, measures);
}

/* Walking through a large tree for each of very many positions would take too long. */
static void
explain (WbDecoding *self,
         WbReport *report,
         const WbObservation *observation)
{
  if (self->root == NULL || ++self->n_explained > MAX_EXPLAINED)
    return;

  report->latitude_path = wb_json_find_path (self->root, observation->latitude_node);
  report->longitude_path = wb_json_find_path (self->root, observation->longitude_node);
}

static void
add_fix (WbDecoding *self,
         const char *format,
         const WbObservation *observation)
{
  char id[WB_DECODING_MAX_TEXT_BYTES + 1], label[WB_DECODING_MAX_TEXT_BYTES + 1];
  WbReport *report = wb_report_new (WB_REPORT_FIX, format);

  collect_attributes (self, observation);
  complete (self, report, observation, get_id (self, observation, id), get_label (observation, label));
  report->latitude = observation->latitude;
  report->longitude = observation->longitude;
  report->time = observation->time;
  report->icon = guess_icon (observation);
  report->flags = judge (report, self->message);
  explain (self, report, observation);
  wb_message_add_report (self->message, report);
}

static void
add_rejected (WbDecoding *self,
              const char *format,
              const WbObservation *observation)
{
  char buffer[WB_DECODING_MAX_TEXT_BYTES + 1];
  const char *id = get_id (self, observation, buffer);
  WbReport *report = wb_report_new (WB_REPORT_REJECTED, format);

  report->id = id != NULL ? g_ref_string_new (id) : NULL;
  report->reason = observation->reason;
  report->detail = wb_json_value_describe (observation->offender);
  wb_message_add_report (self->message, report);
}

/* Remembers what was told of an object without a position; returns whether there was anything. */
static gboolean
remember (WbDecoding *self,
          const WbObservation *observation,
          const char *id)
{
  char buffer[WB_DECODING_MAX_TEXT_BYTES + 1];
  const char *label = get_label (observation, buffer);
  WbObject *object;

  collect_attributes (self, observation);
  if (label == NULL && observation->told == 0 && wb_attributes_get_length (self->attributes) == 0)
    return FALSE;

  object = wb_object_memory_get (self->memory, id);
  if (label != NULL)
    wb_object_memory_set_label (self->memory, object, label);
  if (observation->told != 0 || wb_attributes_get_length (self->attributes) > 0)
    wb_object_memory_remember (self->memory, object, observation->measures, observation->told,
                               self->attributes);
  return TRUE;
}

/* Returns (transfer full) the report about something without a position. */
static WbReport *
note_empty (WbDecoding *self,
            const char *format,
            const WbObservation *observation)
{
  char buffer[WB_DECODING_MAX_TEXT_BYTES + 1];
  const char *id = get_id (self, observation, buffer);
  WbReport *report = wb_report_new (WB_REPORT_NO_POSITION, format);

  report->reason = WB_REASON_NO_COORDINATES;
  if (id != NULL && remember (self, observation, id))
    report->reason = WB_REASON_ATTRIBUTES_ONLY;
  report->id = id != NULL ? g_ref_string_new (id) : NULL;
  return report;
}

/**
 * wb_decoding_add:
 * @self: a decoding
 * @format: name of the format, a static string
 * @observation: what was read
 *
 * Reports the position. Without one, what is told of an object is remembered for its later fixes;
 * that is reported only if nothing else is.
 */
void
wb_decoding_add (WbDecoding *self,
                 const char *format,
                 const WbObservation *observation)
{
  WbReport *report;

  if (observation->position == WB_POSITION_GIVEN)
    add_fix (self, format, observation);
  else if (observation->position == WB_POSITION_REJECTED)
    add_rejected (self, format, observation);
  else
    {
      report = note_empty (self, format, observation);
      if (self->remainder == NULL || (self->remainder->reason == WB_REASON_NO_COORDINATES &&
                                      report->reason == WB_REASON_ATTRIBUTES_ONLY))
        {
          g_clear_pointer (&self->remainder, wb_report_free);
          self->remainder = g_steal_pointer (&report);
        }
      wb_report_free (report);
    }
}

/**
 * wb_decoding_add_item:
 * @self: a decoding
 * @format: name of the format, a static string
 * @observation: what was read from one of several items that should hold positions
 *
 * Like wb_decoding_add(), but an item without a position is reported in any case.
 */
void
wb_decoding_add_item (WbDecoding *self,
                      const char *format,
                      const WbObservation *observation)
{
  if (observation->position != WB_POSITION_NONE || self->n_empty >= WB_DECODING_MAX_EMPTY)
    wb_decoding_add (self, format, observation);
  else
    {
      self->n_empty++;
      wb_message_add_report (self->message, note_empty (self, format, observation));
    }
}

/**
 * wb_decoding_add_not_json:
 * @self: a decoding
 * @problem: (nullable): what is wrong with it
 *
 * Reports that the message, or its rest, is not JSON.
 */
void
wb_decoding_add_not_json (WbDecoding *self,
                          const char *problem)
{
  WbReport *report = wb_report_new (WB_REPORT_NO_POSITION, FORMAT_UNKNOWN);

  report->reason = WB_REASON_NOT_JSON;
  report->detail = g_strdup (problem);
  wb_message_add_report (self->message, report);
}

/**
 * wb_decoding_set_own_id:
 * @self: a decoding
 * @id: (nullable): the object the server speaks for, where it says so once for all messages
 */
void
wb_decoding_set_own_id (WbDecoding *self,
                        const char *id)
{
  g_free (self->own_id);
  self->own_id = g_strdup (id);
}

const char *
wb_decoding_get_own_id (WbDecoding *self)
{
  return self->own_id;
}
