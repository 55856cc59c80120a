/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Tells a Shumate viewport how the built-in map is laid out. */

#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define WB_TYPE_REFERENCE_SOURCE (wb_reference_source_get_type ())
G_DECLARE_FINAL_TYPE (WbReferenceSource, wb_reference_source, WB, REFERENCE_SOURCE, ShumateMapSource)

ShumateMapSource *wb_reference_source_new (void);

G_END_DECLS
