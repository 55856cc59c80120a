/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Deltas of Signal K. */

#pragma once

#include "wb-format.h"

G_BEGIN_DECLS

extern const WbFormat wb_signalk_format;

G_END_DECLS
