/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tolerant reading of single JSON values: numbers may be texts, moments may be either. */

#include "config.h"

#include "wb-json-value.h"

#include "wb-json-tree.h"
#include "wb-number.h"
#include "wb-time.h"

#include <math.h>
#include <string.h>

/* Whole doubles up to here are printed as integers, exactly. */
#define MAX_WHOLE_DOUBLE 1e15

/**
 * wb_json_value_is_scalar:
 *
 * Returns: whether @node is a text, a number, true or false
 */
gboolean
wb_json_value_is_scalar (JsonNode *node)
{
  return json_node_get_node_type (node) == JSON_NODE_VALUE;
}

/* Trees hold 1e400 as text, because no double can. */
static gboolean
is_too_large (const char *text,
              double *number)
{
  char *end = NULL;

  if (text[0] == '\0' || text[strspn (text, "+-.0123456789eE")] != '\0')
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && isinf (*number);
}

/**
 * wb_json_value_get_number:
 * @node: any value
 * @number: (out): the number, infinite when it is too large for a double
 *
 * Returns: whether @node is a number, or a text that is one and nothing else
 */
gboolean
wb_json_value_get_number (JsonNode *node,
                          double *number)
{
  GType type = json_node_get_value_type (node);
  const char *text;

  if (type == G_TYPE_INT64)
    *number = (double) json_node_get_int (node);
  else if (type == G_TYPE_DOUBLE)
    *number = json_node_get_double (node);
  else if (type != G_TYPE_STRING)
    return FALSE;
  else
    {
      text = json_node_get_string (node);
      return wb_number_parse (text, strlen (text), number) || is_too_large (text, number);
    }
  return TRUE;
}

/**
 * wb_json_value_get_time:
 * @node: any value
 * @time: (out): µs since the epoch
 *
 * Returns: whether @node is a moment, see wb_time_parse() and wb_time_from_number()
 */
gboolean
wb_json_value_get_time (JsonNode *node,
                        gint64 *time)
{
  double number;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return wb_time_parse (json_node_get_string (node), time);
  return wb_json_value_get_number (node, &number) && wb_time_from_number (number, time);
}

static const char *
print_double (double number,
              char *buffer)
{
  g_autoptr(GString) text = NULL;

  if (fabs (number) < MAX_WHOLE_DOUBLE && number == floor (number))
    return g_ascii_formatd (buffer, WB_JSON_VALUE_NUMBER_SIZE, "%.0f", number);

  text = g_string_new (NULL);
  wb_number_append (text, number);
  g_strlcpy (buffer, text->str, WB_JSON_VALUE_NUMBER_SIZE);
  return buffer;
}

/**
 * wb_json_value_get_text:
 * @node: any value
 * @buffer: %WB_JSON_VALUE_NUMBER_SIZE bytes for the text of a number
 *
 * Reads a name or an id. Integers keep all their digits.
 *
 * Returns: (transfer none) (nullable): @buffer or a text of @node; %NULL when it is neither a
 *   number nor a text of at least one character
 */
const char *
wb_json_value_get_text (JsonNode *node,
                        char *buffer)
{
  GType type = json_node_get_value_type (node);
  const char *text;

  if (type == G_TYPE_STRING)
    {
      text = json_node_get_string (node);
      return text[0] != '\0' ? text : NULL;
    }
  if (type == G_TYPE_DOUBLE)
    return print_double (json_node_get_double (node), buffer);
  if (type != G_TYPE_INT64)
    return NULL;

  g_snprintf (buffer, WB_JSON_VALUE_NUMBER_SIZE, "%" G_GINT64_FORMAT, json_node_get_int (node));
  return buffer;
}

/**
 * wb_json_value_describe:
 * @node: any value
 *
 * Returns: (transfer full): the beginning of it as plain text
 */
char *
wb_json_value_describe (JsonNode *node)
{
  g_autoptr(GString) text = NULL;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return wb_json_value_cut (json_node_get_string (node), WB_JSON_VALUE_MAX_DETAIL_BYTES);

  text = g_string_new (NULL);
  wb_json_append_node (text, node);
  return wb_json_value_cut (text->str, WB_JSON_VALUE_MAX_DETAIL_BYTES);
}

/**
 * wb_json_value_cut:
 * @text: valid UTF-8
 * @max_bytes: how much of it to keep
 *
 * Returns: (transfer full): the beginning of @text, not cut within a character
 */
char *
wb_json_value_cut (const char *text,
                   gsize max_bytes)
{
  gsize length = strnlen (text, max_bytes + 1);

  if (length > max_bytes)
    {
      length = max_bytes;
      while (length > 0 && ((guchar) text[length] & 0xc0) == 0x80)
        length--;
    }
  return g_strndup (text, length);
}
