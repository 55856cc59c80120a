/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds secrets in texts, however they are encoded, and puts ••• in their place. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _WbMasker WbMasker;

WbMasker *wb_masker_new (void);
void wb_masker_free (WbMasker *self);

void wb_masker_add (WbMasker *self,
                    const char *secret);
char *wb_masker_mask (const WbMasker *self,
                      const char *text);
GBytes *wb_masker_mask_bytes (const WbMasker *self,
                              GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbMasker, wb_masker_free)

G_END_DECLS
