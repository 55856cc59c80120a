/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Makes variables of the secrets among the settings of a connection. */

#pragma once

#include "wb-profile.h"

G_BEGIN_DECLS

gboolean wb_profile_take_secrets (WbProfile *profile);

G_END_DECLS
