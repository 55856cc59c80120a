/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Where the secrets of a connection stand, for a masker to know them. */

#pragma once

#include "wb-masker.h"
#include "wb-profile.h"

G_BEGIN_DECLS

void wb_masker_add_variables (WbMasker *self,
                              const WbVariables *variables);
void wb_masker_add_literals (WbMasker *self,
                             WbProfile *profile);
void wb_masker_add_picks (WbMasker *self,
                          const WbLogin *login,
                          const WbVariables *variables);
void wb_masker_add_headers (WbMasker *self,
                            char **headers);
void wb_masker_add_cookies (WbMasker *self,
                            const char *cookies,
                            gboolean typed);
void wb_masker_add_settings (WbMasker *self,
                             WbProfile *profile);
void wb_masker_add_address (WbMasker *self,
                            const char *url);

G_END_DECLS
