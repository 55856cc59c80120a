/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* GeoJSON (RFC 7946). */

#pragma once

#include "wb-format.h"

G_BEGIN_DECLS

extern const WbFormat wb_geojson_format;

gboolean wb_geojson_is_feature (JsonObject *object);
void wb_geojson_read_feature (WbObservation *observation,
                              JsonObject *feature);

G_END_DECLS
