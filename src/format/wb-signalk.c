/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Deltas of Signal K.
 *
 * A delta names its vessel in a context and brings updates, each of which sets the values of some
 * paths. The position comes in one update, speed and course often in another, so most of what is
 * shown of a vessel was remembered from updates without a position. */

#include "config.h"

#include "wb-signalk.h"

#include "wb-json-value.h"

#include <math.h>
#include <string.h>

/* The vessel of the server itself, until its hello says which that is. */
#define OWN_CONTEXT "vessels.self"

static const struct {
  const char *path;
  WbField field;
  WbUnit unit;
} measures[] = {
  { "navigation.courseOverGroundTrue", WB_FIELD_COURSE, WB_UNIT_RADIANS },
  { "navigation.headingTrue", WB_FIELD_HEADING, WB_UNIT_RADIANS },
  { "navigation.speedOverGround", WB_FIELD_SPEED, WB_UNIT_OURS },
};

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL ? json_node_get_string (node) : NULL;
}

/* Returns the id within a context: “urn:mrn:imo:mmsi:234567890” of “vessels.urn:mrn:…”. */
static const char *
strip_group (const char *context)
{
  const char *urn = strstr (context, "urn:");

  return urn != NULL ? urn : context;
}

/* The groups of objects, by which contexts begin. */
static const struct {
  const char *group;
  WbIcon icon;
} groups[] = {
  { "vessels.", WB_ICON_SHIP },  { "aircraft.", WB_ICON_AIRCRAFT }, { "sar.", WB_ICON_HELICOPTER },
  { "atons.", WB_ICON_SENSOR }, { "shore.", WB_ICON_SENSOR },      { "meteo.", WB_ICON_SENSOR },
};

static WbIcon
get_icon (JsonObject *delta)
{
  const char *context = get_string (delta, "context");

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    if (context != NULL && g_str_has_prefix (context, groups[i].group))
      return groups[i].icon;
  return WB_ICON_SHIP;
}

/* Without a context a delta is about the server's own vessel. */
static const char *
get_id (WbDecoding *decoding,
        JsonObject *delta)
{
  const char *context = get_string (delta, "context");
  const char *own_id = wb_decoding_get_own_id (decoding);

  if (context == NULL || *context == '\0' || strcmp (context, OWN_CONTEXT) == 0)
    return own_id != NULL ? own_id : OWN_CONTEXT;
  return strip_group (context);
}

static void
read_position (WbObservation *observation,
               JsonNode *value)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return;

  object = json_node_get_object (value);
  if (json_object_has_member (object, "latitude") && json_object_has_member (object, "longitude"))
    wb_observation_read_place (observation, object);
}

static void
read_measure (WbObservation *observation,
              WbField field,
              WbUnit unit,
              JsonNode *value)
{
  double number;

  if (!wb_json_value_get_number (value, &number))
    number = NAN;
  wb_observation_set_measure (observation, field, wb_unit_convert (unit, number));
}

/* The value of the path "" is an object with what has no path of its own. */
static void
read_vessel (WbObservation *observation,
             JsonObject *attributes,
             JsonObject *vessel)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, vessel);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      if (strcmp (name, "name") == 0)
        observation->label = value;
      else
        json_object_set_member (attributes, name, json_node_ref (value));
    }
}

static void
read_value (WbObservation *observation,
            JsonObject *attributes,
            const char *path,
            JsonNode *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (measures); i++)
    if (strcmp (path, measures[i].path) == 0)
      {
        read_measure (observation, measures[i].field, measures[i].unit, value);
        return;
      }

  if (strcmp (path, "navigation.position") == 0)
    read_position (observation, value);
  else if (strcmp (path, "name") == 0)
    observation->label = value;
  else if (*path != '\0')
    json_object_set_member (attributes, path, json_node_ref (value));
  else if (JSON_NODE_HOLDS_OBJECT (value))
    read_vessel (observation, attributes, json_node_get_object (value));
}

static void
read_values (WbObservation *observation,
             JsonObject *attributes,
             JsonArray *values)
{
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonNode *node = json_array_get_element (values, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *path = item != NULL ? get_string (item, "path") : NULL;

      if (path != NULL && json_object_has_member (item, "value"))
        read_value (observation, attributes, path, json_object_get_member (item, "value"));
    }
}

static void
decode_update (WbDecoding *decoding,
               const char *id,
               WbIcon icon,
               JsonObject *update)
{
  g_autoptr(JsonObject) attributes = json_object_new ();
  JsonNode *timestamp = json_object_get_member (update, "timestamp");
  JsonArray *values = get_array (update, "values");
  WbObservation observation;

  wb_observation_init (&observation);
  observation.id_text = id;
  observation.icon = icon;
  if (timestamp != NULL)
    wb_json_value_get_time (timestamp, &observation.time);
  if (values != NULL)
    read_values (&observation, attributes, values);

  observation.n_objects = 0;
  wb_observation_add_object (&observation, attributes);
  wb_decoding_add (decoding, wb_signalk_format.name, &observation);
}

static void
decode_updates (WbDecoding *decoding,
                JsonObject *delta,
                JsonArray *updates)
{
  const char *id = get_id (decoding, delta);

  for (guint i = 0; i < json_array_get_length (updates); i++)
    {
      JsonNode *node = json_array_get_element (updates, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        decode_update (decoding, id, get_icon (delta), json_node_get_object (node));
    }
}

static void
decode (WbDecoding *decoding,
        JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  const char *self = object != NULL ? get_string (object, "self") : NULL;
  JsonArray *updates = object != NULL ? get_array (object, "updates") : NULL;
  WbObservation nothing;

  if (self != NULL && *self != '\0')
    wb_decoding_set_own_id (decoding, strip_group (self));
  if (updates != NULL)
    decode_updates (decoding, object, updates);

  wb_observation_init (&nothing);
  wb_decoding_add (decoding, wb_signalk_format.name, &nothing);
}

/* A delta, or the hello that begins every connection. */
static gboolean
matches (JsonNode *root)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL)
    return FALSE;
  if (get_array (object, "updates") != NULL)
    return get_string (object, "context") != NULL;
  return get_string (object, "self") != NULL && get_string (object, "version") != NULL &&
         get_array (object, "roles") != NULL;
}

const WbFormat wb_signalk_format = {
  .name = "signalk",
  .matches = matches,
  .decode = decode,
};
