/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A listener of a transport that remembers what it was told. */

#pragma once

#include "wb-failure.h"
#include "wb-transport.h"

G_BEGIN_DECLS

typedef struct _WbTestClient WbTestClient;

/**
 * WbTestClient:
 * @transport: (nullable): a WebSocket, %NULL once it was dropped
 * @profile: what it is opened with
 * @events: a letter for each call: opened, failed, closed; messages are not in it
 * @messages: of #WbMessage: what was received
 * @sent: of #WbMessage: what was handed to the network
 * @opened: (nullable): what came with it
 * @closed: (nullable): what came with it
 * @failure: (nullable): the last one
 * @n_received: messages received
 * @forgets: whether not to keep messages
 * @hook: (nullable): called for every call, with its letter (“r” received, “s” sent)
 * @hook_data: for the test
 */
struct _WbTestClient {
  WbTransport *transport;
  WbProfile *profile;
  GString *events;
  GPtrArray *messages;
  GPtrArray *sent;
  WbStateChange *opened;
  WbStateChange *closed;
  GError *failure;
  guint64 n_received;
  gboolean forgets;
  void (*hook) (WbTestClient *self,
                char event);
  gpointer hook_data;
};

WbTestClient *wb_test_client_new (const char *url);
void wb_test_client_free (WbTestClient *self);

void wb_test_client_open (WbTestClient *self);
void wb_test_client_drop (WbTestClient *self);
gboolean wb_test_client_send (WbTestClient *self,
                              WbMessageKind kind,
                              gconstpointer data,
                              gsize length,
                              GError **error);
void wb_test_client_assert_fails (WbTestClient *self,
                                  WbFailure failure,
                                  const char *words);
void wb_test_client_assert_text (WbTestClient *self,
                                 guint number,
                                 const char *text);

/* What a hostile peer may make us need beyond what a largest message needs in all its copies. */
#define WB_TEST_MAX_GROWTH (100 * 1000 * 1000)

void wb_test_assert_memory (gsize before);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTestClient, wb_test_client_free)

G_END_DECLS
