/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is sent after connecting, to be edited. */

#pragma once

#include "wb-profile.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define WB_TYPE_GREETING_OPTIONS (wb_greeting_options_get_type ())
G_DECLARE_FINAL_TYPE (WbGreetingOptions, wb_greeting_options, WB, GREETING_OPTIONS, AdwPreferencesGroup)

void wb_greeting_options_show (WbGreetingOptions *self,
                               WbProfile *profile);
void wb_greeting_options_set_text (WbGreetingOptions *self,
                                   const char *text);
const char *wb_greeting_options_get_text (WbGreetingOptions *self);
void wb_greeting_options_apply (WbGreetingOptions *self,
                                WbProfile *profile);

G_END_DECLS
