/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Feeds whatever libFuzzer invents to the codecs of Socket.IO, and writes what they take again: the
 * other side has to take it as well. */

#include "config.h"

#include "wb-engine-io.h"
#include "wb-socket-io-packet.h"
#include "wb-socket-io-url.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize size);

static void
check_packet (const char *text,
              gsize size)
{
  g_autoptr(WbSocketIoPacket) packet = wb_socket_io_packet_parse (text, size, NULL);
  g_autoptr(WbSocketIoPacket) again = NULL;
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(GBytes) written = NULL;

  if (packet == NULL)
    return;

  if (packet->name != NULL)
    payload = wb_event_make_call (packet->name, packet->data);
  else if (packet->data != NULL)
    payload = g_bytes_ref (packet->data);
  written = wb_socket_io_format (packet->type, packet->n_attachments, packet->space, packet->ack,
                                 payload);
  again = wb_socket_io_packet_parse ((const char *)g_bytes_get_data (written, NULL) + 1,
                                     g_bytes_get_size (written) - 1, NULL);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->name, ==, packet->name);
  g_assert_true (packet->data == NULL || packet->name == NULL ||
                 g_bytes_equal (again->data, packet->data));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize size)
{
  const char *text = (const char *)data;
  g_autofree char *address = g_strndup (text, size);
  g_autofree char *space = NULL;
  g_autofree char *url = wb_socket_io_make_url (address, NULL, &space, NULL);
  WbEngineIoSession session;

  check_packet (text, size);
  if (wb_engine_io_session_parse (&session, text, size, NULL))
    wb_engine_io_session_clear (&session);
  return 0;
}
