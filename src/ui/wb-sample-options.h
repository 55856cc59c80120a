/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Samples of what is sent and received, to be edited. */

#pragma once

#include "wb-profile.h"
#include "wb-registry.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_SAMPLE_OPTIONS (wb_sample_options_get_type ())
G_DECLARE_FINAL_TYPE (WbSampleOptions, wb_sample_options, WB, SAMPLE_OPTIONS, AdwPreferencesGroup)

void wb_sample_options_set_registry (WbSampleOptions *self,
                                     WbRegistry *registry);
void wb_sample_options_show (WbSampleOptions *self,
                             WbProfile *profile);
void wb_sample_options_set_request (WbSampleOptions *self,
                                    const char *text);
void wb_sample_options_set_response (WbSampleOptions *self,
                                     const char *text);
gboolean wb_sample_options_are_valid (WbSampleOptions *self);
void wb_sample_options_apply (WbSampleOptions *self,
                              WbProfile *profile);

G_END_DECLS
