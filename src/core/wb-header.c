/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Headers of the request to connect, as people write them. */

#include "config.h"

#include "wb-header.h"

#include "wb-failure.h"
#include "wb-secret.h"

#include <string.h>

/* What RFC 9110 allows in a name beside letters and digits. */
#define NAME_MARKS "!#$%&'*+-.^_`|~"

/* What the handshake is made of; another value would break it. */
static const char *const reserved[] = {
  "connection",
  "content-length",
  "host",
  "sec-websocket-accept",
  "sec-websocket-extensions",
  "sec-websocket-key",
  "sec-websocket-protocol",
  "sec-websocket-version",
  "transfer-encoding",
  "upgrade",
};

/**
 * wb_header_is_token:
 * @text: any text
 *
 * Returns: whether it can be the name of a header, or of a subprotocol
 */
gboolean
wb_header_is_token (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr (NAME_MARKS, *at) == NULL)
      return FALSE;
  return *text != '\0';
}

static gboolean
is_value (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at) && *at != '\t')
      return FALSE;
  return TRUE;
}

static gboolean
is_reserved (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (name, reserved[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * wb_header_parse:
 * @line: “Name: value”
 * @name: (out) (transfer full): its name
 * @value: (out) (transfer full): its value, trimmed
 * @error: return location for a %WB_FAILURE, which does not tell the value
 *
 * Returns: whether @line can be sent as a header
 */
gboolean
wb_header_parse (const char *line,
                 char **name,
                 char **value,
                 GError **error)
{
  gsize length = strcspn (line, ":");
  g_autofree char *before = g_strndup (line, length);
  gboolean has_name = line[length] == ':' && wb_header_is_token (before);

  if (!has_name || !is_value (line + length + 1) || is_reserved (before))
    {
      /* What is no name may be the value that somebody forgot to name. */
      const char *detail = has_name ? before : WB_SECRET_MASK;

      g_propagate_error (error, wb_failure_new (WB_FAILURE_HEADER, &(WbFailureFacts){ .detail = detail }));
      return FALSE;
    }

  *name = g_steal_pointer (&before);
  *value = g_strstrip (g_strdup (line + length + 1));
  return TRUE;
}
