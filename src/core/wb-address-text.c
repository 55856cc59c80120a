/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* An address as it was typed, and where its parts are. */

#include "config.h"

#include "wb-address-text.h"

#include <string.h>

/* Where the path begins; the part before it may be but a variable. */
static gsize
measure_server (const char *text)
{
  const char *authority = strstr (text, "://");
  gsize plain = strcspn (text, "/?");

  if (authority == NULL || authority > text + plain)
    return plain;
  return (gsize) (authority - text) + 3 + strcspn (authority + 3, "/?");
}

/**
 * wb_address_text_measure_fragment:
 * @address: an address
 *
 * What looks like a fragment before an “@” is part of a password that should have been encoded: it
 * must not pass for a part of the address.
 *
 * Returns: the bytes before the fragment, which is sent to nobody
 */
gsize
wb_address_text_measure_fragment (const char *address)
{
  gsize fragment = strcspn (address, "#");

  if (fragment >= measure_server (address) || strchr (address + fragment, '@') == NULL)
    return fragment;
  return strlen (address);
}

/**
 * wb_address_text_cut:
 * @address: an address without a fragment
 * @pieces: (out caller-allocates): gets %WB_ADDRESS_N_PIECES
 *
 * Finds out what variables in the parts of an address are going to be.
 */
void
wb_address_text_cut (const char *address,
                     WbAddressPiece *pieces)
{
  gsize server = measure_server (address);
  const char *at = g_strrstr_len (address, (gssize) server, "@");
  gsize user = at != NULL ? (gsize) (at - address) : 0;
  gsize path = server + strcspn (address + server, "?");

  pieces[0] = (WbAddressPiece){ address, user, WB_TEMPLATE_QUERY };
  pieces[1] = (WbAddressPiece){ address + user, server - user, WB_TEMPLATE_HOST };
  pieces[2] = (WbAddressPiece){ address + server, path - server, WB_TEMPLATE_PATH };
  pieces[3] = (WbAddressPiece){ address + path, strlen (address + path), WB_TEMPLATE_QUERY };
}

/**
 * wb_address_text_list_names:
 * @address: an address as it is typed
 * @query: (nullable): what is added to it
 *
 * Returns: (transfer full): names of the variables in them, each once, in their order; never more
 *   than %WB_MAX_VARIABLES
 */
char **
wb_address_text_list_names (const char *address,
                            const WbQuery *query)
{
  g_autofree char *text = g_strndup (address, wb_address_text_measure_fragment (address));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  WbAddressPiece pieces[WB_ADDRESS_N_PIECES];

  wb_address_text_cut (text, pieces);
  for (gsize i = 0; i < WB_ADDRESS_N_PIECES; i++)
    wb_template_list_names (pieces[i].text, pieces[i].length, pieces[i].place, names);
  for (guint i = 0; i < wb_query_get_length (query); i++)
    {
      const WbQueryRow *row = wb_query_get (query, i);

      if (!row->enabled || *row->name == '\0')
        continue;
      wb_template_list_names (row->name, strlen (row->name), WB_TEMPLATE_PIECE, names);
      wb_template_list_names (row->value, strlen (row->value), WB_TEMPLATE_PIECE, names);
    }

  g_ptr_array_add (names, NULL);
  g_ptr_array_set_free_func (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/* Most servers read a query as they read forms. */
static char *
decode (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "+", ' ');
  g_autofree char *decoded = g_uri_unescape_string (spaced, NULL);
  gboolean has_brace = strstr (text, "%7B") != NULL || strstr (text, "%7b") != NULL;

  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    return NULL;
  /* What was encoded is no variable and must not become one. */
  return has_brace && strstr (decoded, "{{") != NULL ? NULL : g_steal_pointer (&decoded);
}

/* Returns whether “name=value” is a row of @query now. */
static gboolean
take_member (const char *member,
             WbQuery *query)
{
  g_auto(GStrv) parts = g_strsplit (member, "=", 2);
  g_autofree char *name = parts[0] != NULL ? decode (parts[0]) : NULL;
  g_autofree char *value = decode (parts[0] != NULL && parts[1] != NULL ? parts[1] : "");

  return name != NULL && *name != '\0' && value != NULL && wb_query_add (query, TRUE, name, value);
}

/**
 * wb_address_text_take_query:
 * @address: an address as it is typed
 * @query: gets the rows of its query, decoded
 *
 * What can't be decoded, or has no name, or no room, stays in the address.
 *
 * Returns: (transfer full): the rest of the address
 */
char *
wb_address_text_take_query (const char *address,
                            WbQuery *query)
{
  gsize fragment = wb_address_text_measure_fragment (address);
  g_autofree char *text = g_strndup (address, fragment);
  gsize path = measure_server (text);
  g_auto(GStrv) members = NULL;
  GString *rest;

  path += strcspn (text + path, "?");
  if (text[path] == '\0')
    return g_strdup (address);

  /* The last of so many is all the rest. */
  members = g_strsplit (text + path + 1, "&", WB_MAX_QUERY_ROWS + 1);
  rest = g_string_new_len (text, (gssize) path);
  for (gsize i = 0; members[i] != NULL; i++)
    if (*members[i] != '\0' && (i == WB_MAX_QUERY_ROWS || !take_member (members[i], query)))
      g_string_append_printf (rest, "%c%s", rest->len > path ? '&' : '?', members[i]);
  g_string_append (rest, address + fragment);
  return g_string_free (rest, FALSE);
}
