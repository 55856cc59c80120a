/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What messages without a position told of one object. */

#pragma once

#include "wb-aliases.h"
#include "wb-attributes.h"

G_BEGIN_DECLS

/* Remembered attributes are repeated in every fix of the object. What does not fit is not kept. */
#define WB_REMEMBERED_MAX_BYTES (32 * 1024)

typedef struct _WbRemembered WbRemembered;

WbRemembered *wb_remembered_new (void);
void wb_remembered_free (WbRemembered *self);

gsize wb_remembered_get_cost (const WbRemembered *self);
void wb_remembered_add (WbRemembered *self,
                        const double *measures,
                        guint told,
                        WbAttributes *attributes);
GRefString *wb_remembered_complete (WbRemembered *self,
                                    double *measures,
                                    guint told,
                                    WbAttributes *attributes);

G_END_DECLS
