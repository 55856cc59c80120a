/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What kinds of objects there are to draw. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  WB_ICON_UNKNOWN, /* drawn as an arrow if it moves, else as a dot */
  WB_ICON_AIRCRAFT,
  WB_ICON_BICYCLE,
  WB_ICON_BUS,
  WB_ICON_CAR,
  WB_ICON_DRONE,
  WB_ICON_HELICOPTER,
  WB_ICON_PERSON,
  WB_ICON_PHONE,
  WB_ICON_SAIL,
  WB_ICON_SENSOR,
  WB_ICON_SHIP,
  WB_ICON_TRAIN,
  WB_ICON_TRAM,
  WB_ICON_TRUCK,
  WB_ICON_VAN,
  WB_N_ICONS,
} WbIcon;

const char *wb_icon_get_name (WbIcon icon);
const char *wb_icon_get_label (WbIcon icon);
WbIcon wb_icon_from_word (const char *word);
const char *wb_icon_describe_word (const char *word);

G_END_DECLS
