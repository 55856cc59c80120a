/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Objects of the simulated world as messages. */

#pragma once

#include "wb-demo-world.h"

G_BEGIN_DECLS

/* The format of the demo when none is asked for. */
#define WB_DEMO_DEFAULT_FORMAT "json"

typedef struct _WbDemoEncoder WbDemoEncoder;

const WbDemoEncoder *wb_demo_encoder_find (const char *format);
char *wb_demo_encoder_list_formats (void);

void wb_demo_encoder_append (const WbDemoEncoder *self,
                             GString *out,
                             const WbDemoObject *object,
                             gint64 time);

G_END_DECLS
