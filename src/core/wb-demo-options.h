/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What can be chosen about a demo. */

#pragma once

#include "wb-demo-encoder.h"

G_BEGIN_DECLS

#define WB_DEMO_MIN_RATE 0.1
#define WB_DEMO_MAX_RATE 100.0
#define WB_DEMO_MAX_HISTORY 3600

/**
 * WbDemoOptions:
 * @n_objects: 1 to %WB_DEMO_MAX_OBJECTS
 * @rate: reports of each object in a second, %WB_DEMO_MIN_RATE to %WB_DEMO_MAX_RATE
 * @seed: which of all worlds
 * @history: how many seconds before the start are told first, 0 to %WB_DEMO_MAX_HISTORY
 * @encoder: the format of the messages
 */
typedef struct {
  guint n_objects;
  double rate;
  guint64 seed;
  guint history;
  const WbDemoEncoder *encoder;
} WbDemoOptions;

void wb_demo_options_init (WbDemoOptions *self);
gboolean wb_demo_options_parse_url (WbDemoOptions *self,
                                    const char *url,
                                    GError **error);

G_END_DECLS
