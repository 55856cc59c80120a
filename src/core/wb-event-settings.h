/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The settings of a connection that speaks of events. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * WbEventSettings:
 * @protocol: (nullable): name of what is spoken, %NULL for what the scheme of the address says
 * @path: (nullable): where the server answers; the path of the address is a namespace
 * @namespaces: (nullable): what to join, the first one first
 * @auth: (nullable): a JSON object that is sent with each request to join; secret
 * @auto_ack: whether events that wait for an answer get an empty one at once
 * @object_events: (nullable): names of events that tell an object, as “position/{id}”
 * @alert_event: (nullable): name of the event that is shown to whoever is there
 * @redirect_event: (nullable): name of the event that chooses what is shown
 * @refresh_event: (nullable): name of the event that has the on-connect messages sent again
 *
 * The part of a #WbProfile that is about events. Each member is a property of the profile.
 */
typedef struct {
  char *protocol;
  char *path;
  char **namespaces;
  char *auth;
  gboolean auto_ack;
  char **object_events;
  char *alert_event;
  char *redirect_event;
  char *refresh_event;
} WbEventSettings;

#define WB_ALERT_EVENT "alert"
#define WB_REDIRECT_EVENT "redirect"

G_END_DECLS
