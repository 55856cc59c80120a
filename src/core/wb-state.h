/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The states of a connection and what is told about each change of them. */

#pragma once

#include "wb-handshake.h"

G_BEGIN_DECLS

#define WB_TYPE_STATE (wb_state_get_type ())
GType wb_state_get_type (void);

typedef enum {
  WB_STATE_CLOSED,
  WB_STATE_CONNECTING,
  WB_STATE_OPEN,
  WB_STATE_CLOSING,
  WB_STATE_WAITING, /* to connect again by itself */
} WbState;

const char *wb_state_get_name (WbState state);

/**
 * WbStateChange:
 * @state: the state that was entered
 * @error: (nullable): why, of domain %WB_FAILURE, when it was not wanted
 * @handshake: (nullable): what was said, for open and for the end of an attempt to connect
 * @code: close code when a link ended (1006 when none came), else 0
 * @reason: (nullable): the reason that came with @code
 * @by_server: whether the server closed
 * @clean: whether both sides said goodbye
 * @elapsed: µs: time to connect for open, time open for the end of a link
 * @protocol: (nullable): negotiated subprotocol, for open
 * @extensions: (nullable): negotiated extensions, for open
 * @received: messages received while open, for the end of a link
 * @sent: messages sent while open, for the end of a link
 * @unsent: messages that were accepted and did not go out before the link ended
 * @uncounted: messages that came after the close had been asked for, for the end of a link
 * @retry_in: µs until it is connected again, for waiting
 * @retry_at: the same as monotonic time
 *
 * A change of state with the facts known at that moment. A link ends in closed, or in waiting.
 * Immutable once it is part of a message.
 */
struct _WbStateChange {
  WbState state;
  GError *error;
  WbHandshake *handshake;
  guint code;
  char *reason;
  gboolean by_server;
  gboolean clean;
  gint64 elapsed;
  char *protocol;
  char *extensions;
  guint64 received;
  guint64 sent;
  guint64 unsent;
  guint64 uncounted;
  gint64 retry_in;
  gint64 retry_at;
};

WbStateChange *wb_state_change_new (WbState state);
void wb_state_change_free (WbStateChange *self);
char *wb_state_change_describe (const WbStateChange *self);
char *wb_state_change_explain (const WbStateChange *self);
char *wb_state_change_explain_close (const WbStateChange *self);

char *wb_duration_describe (gint64 duration);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbStateChange, wb_state_change_free)

G_END_DECLS
