/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finding values in JSON trees by their path. */

#include "config.h"

#include "wb-json-path.h"

#include "wb-json-tree.h"

#include <string.h>

/* Each step goes one level down a tree of at most WB_JSON_MAX_DEPTH levels. */
static JsonNode *
find_element (JsonNode *node,
              const char **path)
{
  char *end = NULL;
  guint64 position = g_ascii_isdigit ((*path)[1]) ? g_ascii_strtoull (*path + 1, &end, 10) : 0;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (end == NULL || *end != ']' || array == NULL || position >= json_array_get_length (array))
    return NULL;

  *path = end + 1;
  return json_array_get_element (array, (guint) position);
}

static JsonNode *
find_member (JsonNode *node,
             const char **path)
{
  gsize length = strcspn (*path, ".[");
  g_autofree char *name = g_strndup (*path, length);

  if (length == 0 || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  *path += length;
  return json_object_get_member (json_node_get_object (node), name);
}

static JsonNode *
find (JsonNode *root,
      const char *path)
{
  JsonNode *node = root;
  gboolean is_first = TRUE;

  while (node != NULL && *path != '\0')
    {
      if (*path == '[')
        node = find_element (node, &path);
      else if (*path == '.' && !is_first)
        {
          path++;
          node = find_member (node, &path);
        }
      else
        node = is_first ? find_member (node, &path) : NULL;
      is_first = FALSE;
    }
  return node;
}

/**
 * wb_json_path_dup_text:
 * @root: a tree
 * @path: as wb_json_find_path() writes it, “data.vehicles[3].pos.lat”
 *
 * Returns: (transfer full) (nullable): what stands there: a string as it is, a number or a boolean
 *   as JSON writes it
 */
char *
wb_json_path_dup_text (JsonNode *root,
                       const char *path)
{
  JsonNode *node = find (root, path);
  GString *out;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_string (node) != NULL)
    return json_node_dup_string (node);

  out = g_string_new (NULL);
  wb_json_append_node (out, node);
  return g_string_free (out, FALSE);
}
