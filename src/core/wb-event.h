/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a message is beside its payload when a protocol speaks of events. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More binary attachments of one event are refused. */
#define WB_EVENT_MAX_ATTACHMENTS 10

/* In the place of the number by which an event is acknowledged. */
#define WB_EVENT_NO_ACK (-1)
#define WB_EVENT_ACK_WANTED (-2) /* the protocol has to choose one */

/* Where events go that say nothing else. */
#define WB_EVENT_ROOT "/"

typedef struct _WbEvent WbEvent;

/**
 * WbEvent:
 * @name: (nullable): of the event, or of the one that is acknowledged
 * @space: (nullable): its namespace, as “/admin”; %NULL for the first one of the connection
 * @ack: the number that the sender of an event waits for, or that this acknowledges
 * @round_trip: µs from an event to this acknowledgement of it, −1 if it is none
 * @object: (nullable): id of the object that the name of the event tells
 * @attachments: (nullable) (element-type GBytes): binary data; “{"_placeholder":true,"num":0}”
 *   stands in the payload for the first
 *
 * Belongs to one message, whose payload is the JSON array of the arguments.
 */
struct _WbEvent {
  char *name;
  char *space;
  gint64 ack;
  gint64 round_trip;
  char *object;
  GPtrArray *attachments;
};

#define WB_EVENT_ERROR (wb_event_error_quark ())
GQuark wb_event_error_quark (void);

typedef enum {
  WB_EVENT_ERROR_NO_ARRAY,
  WB_EVENT_ERROR_NAME,
  WB_EVENT_ERROR_RESERVED,
  WB_EVENT_ERROR_PLACEHOLDER,
} WbEventError;

WbEvent *wb_event_new (const char *name,
                       const char *space);
WbEvent *wb_event_copy (const WbEvent *self);
void wb_event_free (WbEvent *self);
gsize wb_event_get_cost (const WbEvent *self);
void wb_event_attach (WbEvent *self,
                      GBytes *attachment);
guint wb_event_get_n_attachments (const WbEvent *self);

gboolean wb_event_is_reserved (const char *name);
char *wb_event_find_object (const char *name,
                            const char *const *patterns);

/* Instead of the number of attachments: objects that look like placeholders are data. */
#define WB_EVENT_PLAIN (-1)

GBytes *
wb_event_read_call (const char *text, gsize length, int n_attachments, char **name, GError **error);
gboolean
wb_event_check_arguments (const char *text, gsize length, int n_attachments, GError **error);
gboolean wb_event_is_call (const char *text,
                           gsize length,
                           gsize *space);
char *wb_event_dup_first_argument (GBytes *arguments,
                                   gboolean *is_text);
GBytes *wb_event_make_call (const char *name,
                            GBytes *arguments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbEvent, wb_event_free)

G_END_DECLS
