/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What WebSocket (RFC 6455) and libsoup allow, as functions without a state. */

#include "config.h"

#include "wb-websocket-rules.h"

#include <libsoup/soup.h>
#include <string.h>

/* What a close frame has room for beside its code. */
#define MAX_REASON_BYTES 123

/* What libsoup and our extension refuse to read. The first row that fits counts; ANY_CODE stands
 * for the rest of a domain. */
#define ANY_CODE -1

static const struct {
  GQuark (*domain) (void);
  int code;
  WbRefusal refusal;
} refusals[] = {
  { soup_websocket_error_quark, SOUP_WEBSOCKET_CLOSE_TOO_BIG, { WB_FAILURE_TOO_BIG, 1009 } },
  { soup_websocket_error_quark, SOUP_WEBSOCKET_CLOSE_BAD_DATA, { WB_FAILURE_BAD_UTF8, 1007 } },
  { soup_websocket_error_quark, ANY_CODE, { WB_FAILURE_PROTOCOL, 1002 } },
  { wb_failure_quark, WB_FAILURE_TOO_BIG, { WB_FAILURE_TOO_BIG, 1009 } },
  { wb_failure_quark, WB_FAILURE_BAD_COMPRESSION, { WB_FAILURE_BAD_COMPRESSION, 1007 } },
  { wb_failure_quark, ANY_CODE, { WB_FAILURE_PROTOCOL, 1002 } },
};

/**
 * wb_refusal_find:
 * @error: what libsoup reported about an open connection
 *
 * Returns: (nullable): what follows, %NULL when it is an error of the network
 */
const WbRefusal *
wb_refusal_find (const GError *error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (error->domain == refusals[i].domain () &&
        (refusals[i].code == ANY_CODE || refusals[i].code == error->code))
      return &refusals[i].refusal;
  return NULL;
}

/**
 * wb_close_code_choose:
 * @code: what was asked for
 *
 * Returns: @code if a client may send it, else that of a normal closure
 */
guint
wb_close_code_choose (guint code)
{
  if ((code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1010) ||
      (code >= 3000 && code <= 4999))
    return code;
  return SOUP_WEBSOCKET_CLOSE_NORMAL;
}

/**
 * wb_close_reason_cut:
 * @reason: (nullable): any text
 *
 * Returns: (transfer full): as much of it as a close frame has room for, in whole characters
 */
char *
wb_close_reason_cut (const char *reason)
{
  char *cut = g_utf8_make_valid (reason != NULL ? reason : "", -1);

  if (strlen (cut) > MAX_REASON_BYTES)
    *g_utf8_find_prev_char (cut, cut + MAX_REASON_BYTES + 1) = '\0';
  return cut;
}

/**
 * wb_close_code_is_peaceful:
 * @code: what a server closed with
 *
 * Returns: whether it did not mean anything bad by it
 */
gboolean
wb_close_code_is_peaceful (guint code)
{
  return code == SOUP_WEBSOCKET_CLOSE_NORMAL || code == SOUP_WEBSOCKET_CLOSE_GOING_AWAY ||
         code == SOUP_WEBSOCKET_CLOSE_NO_STATUS;
}

/**
 * wb_close_code_is_unknown_to_libsoup:
 * @code: what a server closed with
 *
 * Returns: whether libsoup takes it for an error though it is registered
 */
gboolean
wb_close_code_is_unknown_to_libsoup (guint code)
{
  return code >= 1012 && code <= 1014;
}
