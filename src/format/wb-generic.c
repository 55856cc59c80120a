/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds positions in JSON of any shape.
 *
 * A breadth-first search looks for the first object that holds a position, or for want of one the
 * first that is named by an id. If an array lies on the way to it, all items of that array are
 * taken for more of the same, and each is searched in turn. What the objects around an array say
 * is read once and handed down, so the work stays linear in the size of the message. */

#include "config.h"

#include "wb-generic.h"

#include "wb-geojson.h"

/* The search is for the shape of a message, not for a needle: what lies deeper or further is no
 * position report. */
#define MAX_DEPTH 6
#define MAX_PLACES 200
#define MAX_SAMPLES 8 /* items of an array */

/* How good a find is; the first of the best is taken. */
typedef enum {
  FIND_NOTHING,
  FIND_ID,
  FIND_GUESS, /* x and y */
  FIND_POSITION,
} Find;

/* An object or array on the way. */
typedef struct {
  JsonNode *node;
  const char *name; /* (nullable): of the member that holds it */
  guint depth;
  int parent; /* number of the place that holds it, −1 at the start */
} Place;

typedef struct {
  Place places[MAX_PLACES];
  guint n_places;
  Find find;
  int found; /* number of a place */
  WbObservation observation;
} Search;

static void
add_place (Search *search,
           JsonNode *node,
           const char *name,
           int parent)
{
  guint depth = parent >= 0 ? search->places[parent].depth + 1 : 0;

  if (depth <= MAX_DEPTH && search->n_places < MAX_PLACES &&
      (JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node)))
    search->places[search->n_places++] = (Place) { node, name, depth, parent };
}

static void
add_members (Search *search,
             int parent)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, json_node_get_object (search->places[parent].node));
  while (search->n_places < MAX_PLACES && json_object_iter_next_ordered (&iter, &name, &node))
    add_place (search, node, name, parent);
}

static void
add_samples (Search *search,
             int parent)
{
  JsonArray *array = json_node_get_array (search->places[parent].node);

  for (guint i = 0; i < MIN (json_array_get_length (array), MAX_SAMPLES); i++)
    add_place (search, json_array_get_element (array, i), NULL, parent);
}

static Find
rate (const WbObservation *observation)
{
  if (observation->position == WB_POSITION_NONE)
    return observation->id != NULL ? FIND_ID : FIND_NOTHING;
  return observation->guessed ? FIND_GUESS : FIND_POSITION;
}

static void
visit_object (Search *search,
              int place)
{
  JsonObject *object = json_node_get_object (search->places[place].node);
  WbObservation observation;

  wb_observation_init (&observation);
  if (wb_geojson_is_feature (object))
    wb_geojson_read_feature (&observation, object);
  else
    wb_observation_read_place (&observation, object);

  if (rate (&observation) > search->find)
    {
      search->find = rate (&observation);
      search->found = place;
      search->observation = observation;
    }
}

static void
run_search (Search *search,
            JsonNode *start,
            guint depth)
{
  search->n_places = 0;
  search->find = FIND_NOTHING;
  search->found = 0;
  add_place (search, start, NULL, -1);
  if (search->n_places > 0)
    search->places[0].depth = depth;

  for (guint i = 0; i < search->n_places && search->find < FIND_POSITION; i++)
    {
      if (JSON_NODE_HOLDS_ARRAY (search->places[i].node))
        add_samples (search, (int) i);
      else
        {
          visit_object (search, (int) i);
          add_members (search, (int) i);
        }
    }
}

/* Returns the array on the way to the find that is nearest to the start, or −1. */
static int
get_outermost_array (const Search *search)
{
  int array = -1;

  for (int i = search->found; i >= 0; i = search->places[i].parent)
    if (JSON_NODE_HOLDS_ARRAY (search->places[i].node))
      array = i;
  return array;
}

/* Reads the objects around a place, nearest first. */
static void
read_enclosing (WbObservation *observation,
                const Search *search,
                int place)
{
  for (int i = search->places[place].parent; i >= 0; i = search->places[i].parent)
    if (JSON_NODE_HOLDS_OBJECT (search->places[i].node))
      wb_observation_read_details (observation, json_node_get_object (search->places[i].node));
}

/* An object that holds its position in a member called “location” or the like is the object, so
 * its other members are attributes too. */
static void
add_holders (WbObservation *observation,
             const Search *search)
{
  for (int i = search->found; i > 0; i = search->places[i].parent)
    {
      const Place *place = &search->places[i];
      const WbAlias *alias = place->name != NULL ? wb_alias_find (place->name) : NULL;

      if (alias == NULL ||
          (alias->field != WB_FIELD_PLACE && alias->field != WB_FIELD_COORDINATES))
        return;
      wb_observation_exclude (observation, place->node);
      wb_observation_add_object (observation,
                                 json_node_get_object (search->places[place->parent].node));
    }
}

static void decode (WbDecoding *decoding,
                    JsonNode *node,
                    guint depth,
                    const WbObservation *outer,
                    gboolean is_item);

/* A text in front is the name of an event, not an item. */
static void
decode_items (WbDecoding *decoding,
              JsonArray *array,
              guint depth,
              const WbObservation *outer,
              gboolean are_items)
{
  guint first = json_node_get_value_type (json_array_get_element (array, 0)) == G_TYPE_STRING;

  for (guint i = first; i < json_array_get_length (array); i++)
    decode (decoding, json_array_get_element (array, i), depth, outer, are_items);
}

static void
add (WbDecoding *decoding,
     const WbObservation *observation,
     gboolean is_item)
{
  if (is_item)
    wb_decoding_add_item (decoding, wb_generic_format.name, observation);
  else
    wb_decoding_add (decoding, wb_generic_format.name, observation);
}

/* Recursion goes one level deeper into the message each time, so it ends at MAX_DEPTH. */
static void
decode (WbDecoding *decoding,
        JsonNode *node,
        guint depth,
        const WbObservation *outer,
        gboolean is_item)
{
  WbObservation observation;
  Search search;
  int array;

  wb_observation_init (&observation);
  run_search (&search, node, depth);
  if (search.find == FIND_NOTHING)
    {
      add (decoding, &observation, is_item);
      return;
    }

  array = get_outermost_array (&search);
  if (array >= 0)
    {
      read_enclosing (&observation, &search, array);
      wb_observation_inherit (&observation, outer);
      decode_items (decoding, json_node_get_array (search.places[array].node),
                    search.places[array].depth + 1, &observation,
                    is_item || search.find > FIND_ID);
      return;
    }

  read_enclosing (&search.observation, &search, search.found);
  wb_observation_inherit (&search.observation, outer);
  if (search.find > FIND_ID)
    add_holders (&search.observation, &search);
  add (decoding, &search.observation, is_item);
}

static gboolean
matches (JsonNode *root G_GNUC_UNUSED)
{
  return TRUE;
}

static void
decode_root (WbDecoding *decoding,
             JsonNode *root)
{
  WbObservation outer;

  wb_observation_init (&outer);
  decode (decoding, root, 0, &outer, FALSE);
}

const WbFormat wb_generic_format = {
  .name = "json",
  .matches = matches,
  .decode = decode_root,
};
