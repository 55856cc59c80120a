/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What happens between the wish to open a connection and its transport. */

#pragma once

#include "wb-profile.h"
#include "wb-registry.h"

G_BEGIN_DECLS

typedef struct _WbPreparation WbPreparation;

/**
 * WbPreparedFunc:
 * @data: what was given to wb_preparation_new()
 * @profile: (nullable): the settings with all values in their places
 * @error: (transfer full) (nullable): why not, without secrets
 */
typedef void (*WbPreparedFunc) (gpointer data,
                                WbProfile *profile,
                                GError *error);

WbPreparation *wb_preparation_new (WbRegistry *registry,
                                   WbPreparedFunc prepared,
                                   gpointer data);
void wb_preparation_free (WbPreparation *self);

void wb_preparation_start (WbPreparation *self,
                           WbProfile *profile);
void wb_preparation_cancel (WbPreparation *self);

GBytes *wb_preparation_expand (WbPreparation *self,
                               WbMessageKind kind,
                               GBytes *payload,
                               GError **error);
void wb_preparation_conceal (WbPreparation *self,
                             WbMessage *message);
void wb_preparation_clean_note (WbPreparation *self,
                                WbMessage *message);
GError *wb_preparation_clean_error (WbPreparation *self,
                                    const GError *error);
void wb_preparation_clean_change (WbPreparation *self,
                                  WbStateChange *change);
void wb_preparation_clean_lines (WbPreparation *self,
                                 char **lines);

G_END_DECLS
