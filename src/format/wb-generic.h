/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Finds positions in JSON of any shape. */

#pragma once

#include "wb-format.h"

G_BEGIN_DECLS

extern const WbFormat wb_generic_format;

G_END_DECLS
