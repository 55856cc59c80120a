/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* GeoJSON (RFC 7946): features, collections of them and bare points.
 *
 * Longitude comes first. Only points are positions: a line or an area is a shape, not the place of
 * an object. */

#include "config.h"

#include "wb-geojson.h"

#include "wb-json-tree.h"

#include <string.h>

/* Returns the member if it is an object, or NULL. */
static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
has_type (JsonObject *object,
          const char *type)
{
  JsonNode *node = json_object_get_member (object, "type");

  return node != NULL && g_strcmp0 (json_node_get_string (node), type) == 0;
}

static gboolean
is_geometry (JsonObject *object)
{
  static const char *const types[] = {
    "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
  };

  if (get_array (object, "coordinates") != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
      if (has_type (object, types[i]))
        return TRUE;
  return has_type (object, "GeometryCollection") && get_array (object, "geometries") != NULL;
}

/**
 * wb_geojson_is_feature:
 * @object: any object
 *
 * Returns: whether it is a feature, with or without a geometry
 */
gboolean
wb_geojson_is_feature (JsonObject *object)
{
  return has_type (object, "Feature") && json_object_has_member (object, "geometry");
}

static void
read_point (WbObservation *observation,
            JsonObject *geometry)
{
  if (has_type (geometry, "Point") && json_object_has_member (geometry, "coordinates"))
    wb_observation_set_coordinates (observation, json_object_get_member (geometry, "coordinates"));
}

static void
exclude_members (WbObservation *observation,
                 JsonObject *object)
{
  static const char *const names[] = { "type", "geometry", "properties", "coordinates", "bbox" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    wb_observation_exclude (observation, json_object_get_member (object, names[i]));
}

/**
 * wb_geojson_read_feature:
 * @observation: an empty observation
 * @feature: a feature
 *
 * Reads the position from the geometry and the rest from the properties. The feature's own id goes
 * before one among the properties. Of a feature that is no point only the id is read: it is not
 * one of the objects that are watched.
 */
void
wb_geojson_read_feature (WbObservation *observation,
                         JsonObject *feature)
{
  JsonObject *geometry = get_object (feature, "geometry");
  JsonObject *properties = get_object (feature, "properties");

  wb_observation_read_id (observation, json_object_get_member (feature, "id"));
  if (geometry != NULL)
    {
      read_point (observation, geometry);
      if (observation->position == WB_POSITION_NONE)
        return;
    }
  if (properties != NULL)
    {
      wb_observation_read_details (observation, properties);
      wb_observation_add_object (observation, properties);
    }
  wb_observation_read_details (observation, feature);
  wb_observation_add_object (observation, feature);
  exclude_members (observation, feature);
}

static void
add_feature (WbDecoding *decoding,
             JsonNode *node)
{
  WbObservation observation;

  wb_observation_init (&observation);
  if (JSON_NODE_HOLDS_OBJECT (node) && wb_geojson_is_feature (json_node_get_object (node)))
    wb_geojson_read_feature (&observation, json_node_get_object (node));
  wb_decoding_add_item (decoding, wb_geojson_format.name, &observation);
}

static void
add_geometry (WbDecoding *decoding,
              JsonObject *geometry)
{
  WbObservation observation;

  wb_observation_init (&observation);
  read_point (&observation, geometry);
  wb_observation_read_details (&observation, geometry);
  wb_observation_add_object (&observation, geometry);
  exclude_members (&observation, geometry);
  wb_decoding_add (decoding, wb_geojson_format.name, &observation);
}

static void
add_features (WbDecoding *decoding,
              JsonArray *features)
{
  for (guint i = 0; i < json_array_get_length (features); i++)
    add_feature (decoding, json_array_get_element (features, i));
}

static void
add_nothing (WbDecoding *decoding)
{
  WbObservation observation;

  wb_observation_init (&observation);
  wb_decoding_add (decoding, wb_geojson_format.name, &observation);
}

/* Foxglove sends the document as a text, {"geojson":"…"}; returns (transfer full) that, or NULL. */
static JsonNode *
unwrap (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "geojson");
  const char *text = node != NULL ? json_node_get_string (node) : NULL;

  if (text != NULL)
    return wb_json_parse (text, strlen (text), NULL);
  return node != NULL ? json_node_ref (node) : NULL;
}

static void
decode_object (WbDecoding *decoding,
               JsonObject *object)
{
  JsonArray *features = get_array (object, "features");

  if (has_type (object, "FeatureCollection") && features != NULL &&
      json_array_get_length (features) > 0)
    add_features (decoding, features);
  else if (wb_geojson_is_feature (object))
    {
      WbObservation observation;

      wb_observation_init (&observation);
      wb_geojson_read_feature (&observation, object);
      wb_decoding_add (decoding, wb_geojson_format.name, &observation);
    }
  else if (is_geometry (object))
    add_geometry (decoding, object);
  else
    add_nothing (decoding);
}

/* A list of features without the collection around it. */
static gboolean
is_feature_array (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonNode *first;

  if (array == NULL || json_array_get_length (array) == 0)
    return FALSE;
  first = json_array_get_element (array, 0);
  return JSON_NODE_HOLDS_OBJECT (first) && wb_geojson_is_feature (json_node_get_object (first));
}

static gboolean
is_document (JsonNode *node)
{
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return is_feature_array (node);
  object = json_node_get_object (node);
  return wb_geojson_is_feature (object) || is_geometry (object) ||
         (has_type (object, "FeatureCollection") && get_array (object, "features") != NULL);
}

static gboolean
matches (JsonNode *root)
{
  if (is_document (root))
    return TRUE;
  return JSON_NODE_HOLDS_OBJECT (root) &&
         json_object_has_member (json_node_get_object (root), "geojson");
}

static void
decode_document (WbDecoding *decoding,
                 JsonNode *root)
{
  if (is_feature_array (root))
    add_features (decoding, json_node_get_array (root));
  else if (JSON_NODE_HOLDS_OBJECT (root))
    decode_object (decoding, json_node_get_object (root));
  else
    add_nothing (decoding);
}

static void
decode (WbDecoding *decoding,
        JsonNode *root)
{
  g_autoptr(JsonNode) inner = NULL;

  if (!is_document (root) && JSON_NODE_HOLDS_OBJECT (root))
    inner = unwrap (json_node_get_object (root));
  decode_document (decoding, inner != NULL ? inner : root);
}

const WbFormat wb_geojson_format = {
  .name = "geojson",
  .matches = matches,
  .decode = decode,
};
