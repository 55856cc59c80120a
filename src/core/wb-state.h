/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The states of a connection and what is told about each change of them. */

#pragma once

#include "wb-types.h"

G_BEGIN_DECLS

#define WB_TYPE_STATE (wb_state_get_type ())
GType wb_state_get_type (void);

typedef enum {
  WB_STATE_CLOSED,
  WB_STATE_CONNECTING,
  WB_STATE_OPEN,
  WB_STATE_CLOSING,
} WbState;

const char *wb_state_get_name (WbState state);

/**
 * WbStateChange:
 * @state: the state that was entered
 * @error: (nullable): why, of domain %WB_FAILURE, when it was not wanted
 * @code: close code when @state is closed after it had been open (1006 when none came), else 0
 * @reason: (nullable): the reason that came with @code
 * @by_server: whether the server closed
 * @clean: whether both sides said goodbye
 * @elapsed: µs: time to connect for open, time open for closed
 * @protocol: (nullable): negotiated subprotocol, for open
 * @extensions: (nullable): negotiated extensions, for open
 * @received: messages received while open, for closed
 * @sent: messages sent while open, for closed
 * @uncounted: messages that came after the close had been asked for, for closed
 *
 * A change of state with the facts known at that moment. Immutable once it is part of a message.
 */
struct _WbStateChange {
  WbState state;
  GError *error;
  guint code;
  char *reason;
  gboolean by_server;
  gboolean clean;
  gint64 elapsed;
  char *protocol;
  char *extensions;
  guint64 received;
  guint64 sent;
  guint64 uncounted;
};

WbStateChange *wb_state_change_new (WbState state);
void wb_state_change_free (WbStateChange *self);
char *wb_state_change_describe (const WbStateChange *self);

char *wb_duration_describe (gint64 duration);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbStateChange, wb_state_change_free)

G_END_DECLS
