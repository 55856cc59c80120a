/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is said where there are no objects. */

#pragma once

#include "wb-monitor.h"

G_BEGIN_DECLS

char *wb_objects_text_emptiness (WbMonitor *monitor);

G_END_DECLS
