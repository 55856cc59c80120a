/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Addresses of Socket.IO: the path that people type is a namespace. */

#include "config.h"

#include "wb-socket-io-url.h"

#include "wb-event.h"
#include "wb-failure.h"
#include "wb-url.h"

#include <string.h>

#define SCHEME_PREFIX "socketio+"
#define OWN_QUERY "EIO=4&transport=websocket"

/* Members of a query that are the protocol's own: pasted ones would not fit. */
static const char *const own_members[] = { "EIO", "transport", "sid", "t", "b64", NULL };

static gboolean
is_own_member (const char *member)
{
  g_autofree char *name = g_strndup (member, strcspn (member, "="));

  return *name == '\0' || g_strv_contains (own_members, name);
}

static char *
make_query (const char *query)
{
  GString *out = g_string_new (OWN_QUERY);
  g_auto(GStrv) members = g_strsplit (query != NULL ? query : "", "&", -1);

  for (gsize i = 0; members[i] != NULL; i++)
    if (!is_own_member (members[i]))
      g_string_append_printf (out, "&%s", members[i]);
  return g_string_free (out, FALSE);
}

/* With one slash in front and one behind. */
static char *
make_path (const char *path)
{
  g_autofree char *plain = g_strstrip (g_strdup (path != NULL ? path : ""));
  const char *begin = plain + strspn (plain, "/");
  gsize length = strcspn (begin, "?#");

  while (length > 0 && begin[length - 1] == '/')
    length--;
  return length > 0 ? g_strdup_printf ("/%.*s/", (int)length, begin) : g_strdup (WB_SOCKET_IO_PATH);
}

/* The namespace that the path of an address is. Who pastes the address of a handshake means none.
 */
static char *
make_space (const char *typed,
            const char *path)
{
  gsize length = strlen (typed);
  g_auto(GStrv) parts = NULL;

  if (length <= 1 ||
      (length >= strlen (path) - 1 && strncmp (typed, path, MIN (length, strlen (path))) == 0))
    return g_strdup (WB_EVENT_ROOT);

  /* A comma would end it in a packet. */
  parts = g_strsplit (typed, ",", -1);
  return g_strjoinv ("%2C", parts);
}

/**
 * wb_socket_io_make_url:
 * @address: what was typed: http, https, ws, wss, socketio+ws or socketio+wss
 * @path: (nullable): where the server answers
 * @space: (out): the namespace that the address names
 * @error: return location for a %WB_FAILURE
 *
 * Returns: (transfer full) (nullable): the address of the WebSocket
 */
char *
wb_socket_io_make_url (const char *address,
                       const char *path,
                       char **space,
                       GError **error)
{
  g_autofree char *normal = wb_url_normalize (address, error);
  g_autofree char *query = NULL;
  g_autofree char *server_path = make_path (path);
  const char *plain, *authority;
  g_autoptr(GUri) uri = NULL;

  if (normal == NULL)
    return NULL;

  plain = g_ascii_strncasecmp (normal, SCHEME_PREFIX, strlen (SCHEME_PREFIX)) == 0
              ? normal + strlen (SCHEME_PREFIX)
              : normal;
  authority = strstr (plain, "://");
  uri = authority != NULL
            ? g_uri_parse (plain, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL)
            : NULL;
  if (uri == NULL)
    {
      g_autofree char *masked = wb_url_mask (address);

      g_propagate_error (
          error, wb_failure_new (WB_FAILURE_ADDRESS, &(WbFailureFacts){ .detail = masked }));
      return NULL;
    }

  *space = make_space (g_uri_get_path (uri), server_path);
  query = make_query (g_uri_get_query (uri));
  authority += strlen ("://");
  return g_strdup_printf ("%.*s%s?%s", (int) (authority - plain + strcspn (authority, "/?#")), plain,
                          server_path, query);
}
