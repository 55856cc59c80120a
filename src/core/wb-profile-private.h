/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What only feeds, files and tests do with a profile. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

gboolean wb_profile_is_same (GParamSpec *property,
                             const GValue *a,
                             const GValue *b);

double wb_profile_get_time_scale (WbProfile *self);
void wb_profile_set_time_scale (WbProfile *self,
                                double scale);

G_END_DECLS
