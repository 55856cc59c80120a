/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What the log of a connection keeps. */

#include "config.h"

#include "wb-retention.h"

G_DEFINE_ENUM_TYPE (WbRetention, wb_retention,
                    G_DEFINE_ENUM_VALUE (WB_RETENTION_APPEND, "append"),
                    G_DEFINE_ENUM_VALUE (WB_RETENTION_PREPEND, "prepend"),
                    G_DEFINE_ENUM_VALUE (WB_RETENTION_SNAPSHOT, "snapshot"))
