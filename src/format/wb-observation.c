/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What one message says about one object, before it becomes a report.
 *
 * The fields of an object are read in one pass over its members. Several of them may mean the same
 * field; the one whose alias comes first in the table and whose value can be read is taken. */

#include "config.h"

#include "wb-observation.h"

#include "wb-geo.h"
#include "wb-json-value.h"
#include "wb-number.h"

#include <math.h>
#include <string.h>

/* Metres or metres per second that no object has; larger numbers are mistakes. */
#define MAX_MEASURE 1e9

#define BIT(field) (1u << (field))

#define POSITION_FIELDS \
  (BIT (WB_FIELD_LATITUDE) | BIT (WB_FIELD_LONGITUDE) | BIT (WB_FIELD_Y) | BIT (WB_FIELD_X) | \
   BIT (WB_FIELD_PLACE) | BIT (WB_FIELD_COORDINATES))

/* Reading of one object. */
typedef struct {
  const WbAlias *taken[WB_N_FIELDS];
} Pass;

void
wb_observation_init (WbObservation *self)
{
  memset (self, 0, sizeof *self);
  self->latitude = self->longitude = NAN;
  for (guint i = 0; i < WB_N_MEASURES; i++)
    self->measures[i] = NAN;
  self->time = WB_TIME_NONE;
}

static void
reject (WbObservation *self,
        WbReason reason,
        JsonNode *offender)
{
  self->position = WB_POSITION_REJECTED;
  self->reason = reason;
  self->offender = offender;
}

/* Accepts a position or finds what is wrong with it. */
static void
check_position (WbObservation *self,
                JsonNode *latitude,
                JsonNode *longitude)
{
  self->latitude_node = latitude;
  self->longitude_node = longitude;
  if (!(fabs (self->latitude) <= 90))
    reject (self, WB_REASON_LATITUDE_OUT_OF_RANGE, latitude);
  else if (!(fabs (self->longitude) <= 180))
    reject (self, WB_REASON_LONGITUDE_OUT_OF_RANGE, longitude);
  else
    self->position = WB_POSITION_GIVEN;
}

/* Gives the observation a position, or rejects the position with the reason. If one of the values is
 * null there is no position. */
static void
set_position (WbObservation *self,
              JsonNode *latitude,
              WbUnit latitude_unit,
              JsonNode *longitude,
              WbUnit longitude_unit)
{
  double value;

  if (JSON_NODE_HOLDS_NULL (latitude) || JSON_NODE_HOLDS_NULL (longitude))
    return;
  if (!wb_json_value_get_number (latitude, &value))
    {
      reject (self, WB_REASON_LATITUDE_NOT_A_NUMBER, latitude);
      return;
    }
  self->latitude = wb_unit_convert (latitude_unit, value);
  if (!wb_json_value_get_number (longitude, &value))
    {
      reject (self, WB_REASON_LONGITUDE_NOT_A_NUMBER, longitude);
      return;
    }
  self->longitude = wb_unit_convert (longitude_unit, value);
  check_position (self, latitude, longitude);
}

/* “48.1,11.5” */
static gboolean
set_pair (WbObservation *self,
          JsonNode *node)
{
  const char *text = json_node_get_string (node);
  const char *comma = text != NULL ? strchr (text, ',') : NULL;
  double latitude, longitude;

  if (comma == NULL || !wb_number_parse (text, (gsize) (comma - text), &latitude) ||
      !wb_number_parse (comma + 1, strlen (comma + 1), &longitude))
    return FALSE;

  self->latitude = latitude;
  self->longitude = longitude;
  check_position (self, node, node);
  return TRUE;
}

/**
 * wb_observation_set_coordinates:
 * @self: an observation
 * @coordinates: what should be the array of a GeoJSON point: longitude, latitude and perhaps the
 *   altitude in metres
 *
 * Returns: whether it is an array that begins with two scalars; the position may still be rejected
 */
gboolean
wb_observation_set_coordinates (WbObservation *self,
                                JsonNode *coordinates)
{
  JsonArray *array;
  double altitude;

  if (!JSON_NODE_HOLDS_ARRAY (coordinates))
    return FALSE;
  array = json_node_get_array (coordinates);
  if (json_array_get_length (array) < 2 ||
      !wb_json_value_is_scalar (json_array_get_element (array, 0)) ||
      !wb_json_value_is_scalar (json_array_get_element (array, 1)))
    return FALSE;

  set_position (self, json_array_get_element (array, 1), WB_UNIT_OURS,
                json_array_get_element (array, 0), WB_UNIT_OURS);
  if (json_array_get_length (array) > 2 &&
      wb_json_value_get_number (json_array_get_element (array, 2), &altitude))
    wb_observation_set_measure (self, WB_FIELD_ALTITUDE, altitude);
  return TRUE;
}

/**
 * wb_observation_set_measure:
 * @self: an observation
 * @field: which measure
 * @value: in the unit of reports; what is not finite, or negative where that means nothing, is
 *   taken for “not known”. Angles may be any.
 */
void
wb_observation_set_measure (WbObservation *self,
                            WbField field,
                            double value)
{
  g_return_if_fail (field < WB_N_MEASURES);

  if (field == WB_FIELD_COURSE || field == WB_FIELD_HEADING)
    value = isfinite (value) ? wb_geo_normalize_angle (value) : NAN;
  else if (!(fabs (value) < MAX_MEASURE) || (field != WB_FIELD_ALTITUDE && value < 0))
    value = NAN;

  self->measures[field] = value;
  self->told |= BIT (field);
  self->known |= BIT (field);
}

/* Phones say −1 for a direction they do not know. */
static gboolean
read_measure (WbObservation *self,
              const WbAlias *alias,
              JsonNode *node)
{
  double value;

  if (!wb_json_value_get_number (node, &value))
    return FALSE;
  if (value < 0 && alias->field != WB_FIELD_ALTITUDE)
    value = NAN;
  wb_observation_set_measure (self, alias->field, wb_unit_convert (alias->unit, value));
  return TRUE;
}

static gboolean
is_text (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return json_node_get_string (node)[0] != '\0';
  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* Returns whether @node can be the value of the field. */
static gboolean
read_field (WbObservation *self,
            const WbAlias *alias,
            JsonNode *node)
{
  switch (alias->field)
    {
    case WB_FIELD_ALTITUDE:
    case WB_FIELD_COURSE:
    case WB_FIELD_HEADING:
    case WB_FIELD_SPEED:
    case WB_FIELD_ACCURACY:
      return read_measure (self, alias, node);
    case WB_FIELD_TIME:
      return wb_json_value_get_time (node, &self->time);
    case WB_FIELD_ID:
    case WB_FIELD_LABEL:
      return is_text (node);
    case WB_FIELD_LATITUDE:
    case WB_FIELD_LONGITUDE:
    case WB_FIELD_Y:
    case WB_FIELD_X:
      return wb_json_value_is_scalar (node);
    case WB_FIELD_PLACE:
      return json_node_get_value_type (node) == G_TYPE_STRING;
    case WB_FIELD_COORDINATES:
      return JSON_NODE_HOLDS_ARRAY (node);
    default:
      return FALSE;
    }
}

/* A null is no value, but neither is it an attribute; of a measure it says that it is not known. */
static void
read_null (WbObservation *self,
           WbField field,
           JsonNode *node)
{
  if (self->sources[field] != NULL)
    return;
  self->sources[field] = node;
  if (field < WB_N_MEASURES)
    self->told |= BIT (field);
}

static void
read_member (WbObservation *self,
             Pass *pass,
             const char *name,
             JsonNode *node,
             guint wanted)
{
  const WbAlias *alias = wb_alias_find (name);

  if (alias == NULL)
    return;
  if (alias->last_resort && self->last_resort == NULL && is_text (node))
    self->last_resort = node;
  if (!(wanted & BIT (alias->field)) ||
      (pass->taken[alias->field] != NULL && pass->taken[alias->field] < alias))
    return;

  if (JSON_NODE_HOLDS_NULL (node))
    read_null (self, alias->field, node);
  else if (read_field (self, alias, node))
    {
      pass->taken[alias->field] = alias;
      self->sources[alias->field] = node;
    }
}

static void
read_members (WbObservation *self,
              JsonObject *object,
              Pass *pass,
              guint wanted)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  wanted &= ~self->known;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    read_member (self, pass, name, node, wanted);

  for (guint i = 0; i < WB_N_FIELDS; i++)
    if (pass->taken[i] != NULL)
      self->known |= BIT (i);
  if (pass->taken[WB_FIELD_ID] != NULL)
    self->id = self->sources[WB_FIELD_ID];
  if (pass->taken[WB_FIELD_LABEL] != NULL)
    self->label = self->sources[WB_FIELD_LABEL];
}

/* Takes the best of what could be a position. */
static void
choose_position (WbObservation *self,
                 const Pass *pass,
                 JsonObject *object)
{
  const WbAlias *latitude = pass->taken[WB_FIELD_LATITUDE];
  const WbAlias *longitude = pass->taken[WB_FIELD_LONGITUDE];
  JsonNode *const *sources = self->sources;
  double value;

  if (latitude != NULL && longitude != NULL)
    set_position (self, sources[WB_FIELD_LATITUDE], latitude->unit, sources[WB_FIELD_LONGITUDE],
                  longitude->unit);
  else if (pass->taken[WB_FIELD_PLACE] != NULL && set_pair (self, sources[WB_FIELD_PLACE]))
    wb_observation_exclude (self, sources[WB_FIELD_PLACE]);
  else if (pass->taken[WB_FIELD_COORDINATES] != NULL &&
           wb_observation_set_coordinates (self, sources[WB_FIELD_COORDINATES]))
    {
      wb_observation_exclude (self, sources[WB_FIELD_COORDINATES]);
      wb_observation_exclude (self, json_object_get_member (object, "type"));
    }
  else if (pass->taken[WB_FIELD_Y] != NULL && pass->taken[WB_FIELD_X] != NULL &&
           wb_json_value_get_number (sources[WB_FIELD_Y], &value) &&
           wb_json_value_get_number (sources[WB_FIELD_X], &value))
    {
      self->guessed = TRUE;
      set_position (self, sources[WB_FIELD_Y], WB_UNIT_OURS, sources[WB_FIELD_X], WB_UNIT_OURS);
    }
}

static gboolean
is_null (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_NULL (node);
}

/* What could have been a position, but is not, is an attribute like any other; but half of a
 * position whose other half is null is none. */
static void
release_unused (WbObservation *self)
{
  gboolean given = self->position != WB_POSITION_NONE && !self->guessed;
  gboolean guessed = self->position != WB_POSITION_NONE && self->guessed;

  given = given || is_null (self->sources[WB_FIELD_LATITUDE]) ||
          is_null (self->sources[WB_FIELD_LONGITUDE]);
  for (guint i = WB_FIELD_LATITUDE; i < WB_N_FIELDS; i++)
    {
      gboolean used = i <= WB_FIELD_LONGITUDE ? given : guessed && i <= WB_FIELD_X;

      if (!used && self->sources[i] != NULL && !is_null (self->sources[i]))
        self->sources[i] = NULL;
    }
}

/**
 * wb_observation_read_id:
 * @self: an observation
 * @node: (nullable): what should be an id
 *
 * Takes the id unless it is none, or another is known already. A null is no attribute either.
 */
void
wb_observation_read_id (WbObservation *self,
                        JsonNode *node)
{
  if (is_null (node))
    wb_observation_exclude (self, node);
  if (node == NULL || self->known & BIT (WB_FIELD_ID) || !is_text (node))
    return;
  self->id = self->sources[WB_FIELD_ID] = node;
  self->known |= BIT (WB_FIELD_ID);
}

/**
 * wb_observation_read_place:
 * @self: an observation
 * @object: an object that may hold a position
 *
 * Reads everything from @object that is not known yet: the position, the other fields, and its
 * remaining members as attributes.
 */
void
wb_observation_read_place (WbObservation *self,
                           JsonObject *object)
{
  Pass pass = { 0 };

  read_members (self, object, &pass, ~0u);
  choose_position (self, &pass, object);
  release_unused (self);
  wb_observation_add_object (self, object);
}

/**
 * wb_observation_read_details:
 * @self: an observation
 * @object: an object around or beside the one with the position
 *
 * Reads the fields that are not known yet, but for the position.
 */
void
wb_observation_read_details (WbObservation *self,
                             JsonObject *object)
{
  Pass pass = { 0 };

  read_members (self, object, &pass, ~POSITION_FIELDS);
}

/**
 * wb_observation_inherit:
 * @self: an observation of something inside
 * @outer: what was read from the objects around it
 *
 * Takes over the fields that are not known yet.
 */
void
wb_observation_inherit (WbObservation *self,
                        const WbObservation *outer)
{
  guint taken = outer->known & ~self->known & ~POSITION_FIELDS;

  for (guint i = 0; i < WB_N_MEASURES; i++)
    if (taken & BIT (i))
      self->measures[i] = outer->measures[i];
  if (taken & BIT (WB_FIELD_TIME))
    self->time = outer->time;
  if (taken & BIT (WB_FIELD_ID))
    self->id = outer->id;
  if (taken & BIT (WB_FIELD_LABEL))
    self->label = outer->label;
  if (self->last_resort == NULL)
    self->last_resort = outer->last_resort;
  self->told |= outer->told & taken;
  self->known |= taken;
}

/**
 * wb_observation_add_object:
 * @self: an observation
 * @object: an object whose members are attributes, unless they are something better
 */
void
wb_observation_add_object (WbObservation *self,
                           JsonObject *object)
{
  if (self->n_objects < WB_OBSERVATION_MAX_OBJECTS)
    self->objects[self->n_objects++] = object;
}

/**
 * wb_observation_exclude:
 * @self: an observation
 * @node: (nullable): a value that is no attribute
 */
void
wb_observation_exclude (WbObservation *self,
                        JsonNode *node)
{
  if (node != NULL && self->n_excluded < WB_OBSERVATION_MAX_EXCLUDED)
    self->excluded[self->n_excluded++] = node;
}

/**
 * wb_observation_is_attribute:
 * @self: an observation
 * @object: number of one of its objects
 * @name: name of a member of that object
 * @node: its value
 *
 * Returns: whether the member is an attribute: not a field, and not in a nearer object as well
 */
gboolean
wb_observation_is_attribute (const WbObservation *self,
                             guint object,
                             const char *name,
                             JsonNode *node)
{
  for (guint i = 0; i < WB_N_FIELDS; i++)
    if (self->sources[i] == node)
      return FALSE;
  for (guint i = 0; i < self->n_excluded; i++)
    if (self->excluded[i] == node)
      return FALSE;
  for (guint i = 0; i < object; i++)
    if (json_object_has_member (self->objects[i], name))
      return FALSE;
  return TRUE;
}
