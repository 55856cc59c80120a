/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a decoder has to say about one position, or about a message that holds none. */

#pragma once

#include "wb-icon.h"
#include "wb-types.h"

G_BEGIN_DECLS

typedef enum {
  WB_REPORT_FIX,         /* a position */
  WB_REPORT_REMOVED,     /* the object is gone */
  WB_REPORT_REJECTED,    /* there was a position, but it can't be right */
  WB_REPORT_NO_POSITION, /* the message, or a part of it, holds no position */
} WbReportKind;

typedef enum {
  WB_REASON_NONE,
  WB_REASON_NOT_JSON,
  WB_REASON_NO_COORDINATES,
  WB_REASON_ATTRIBUTES_ONLY,
  WB_REASON_LATITUDE_OUT_OF_RANGE,
  WB_REASON_LONGITUDE_OUT_OF_RANGE,
  WB_REASON_LATITUDE_NOT_A_NUMBER,
  WB_REASON_LONGITUDE_NOT_A_NUMBER,
} WbReason;

typedef enum {
  WB_FIX_NULL_ISLAND = 1 << 0,    /* exactly 0°, 0°: legal, but mostly a missing position */
  WB_FIX_TIME_IN_FUTURE = 1 << 1, /* more than WB_FIX_MAX_AHEAD_US after it was received */
  WB_FIX_TIME_TOO_OLD = 1 << 2,   /* before the year 2000 */
} WbFixFlags;

#define WB_FIX_MAX_AHEAD_US (5 * 60 * G_USEC_PER_SEC)

/**
 * WbReport:
 * @next: the next report of the same message
 * @kind: what is reported
 * @id: (nullable): the object, as the message names it; %NULL where it names none
 * @label: (nullable): its name for people
 * @latitude: degrees north, −90 to 90 (fix only)
 * @longitude: degrees east, −180 to 180 (fix only)
 * @altitude: metres; NaN when not known, as are all that follow
 * @course: direction of movement, degrees true, 0 ≤ course < 360
 * @heading: where the bow points, degrees true, 0 ≤ heading < 360
 * @speed: metres per second over ground, not negative
 * @accuracy: radius in metres, not negative
 * @time: when the position was taken, as the message says; %WB_TIME_NONE when it does not
 * @flags: what is odd about it
 * @icon: what kind of object it is, as far as the message says
 * @format: name of the format that was recognised; a static string
 * @attributes: (nullable): everything else of the object: one compact JSON object, members in the
 *   order of the message
 * @reason: why it is rejected or holds no position
 * @detail: (nullable): the offending value or the place of the fault, plain text
 * @latitude_path: (nullable): where in the message the latitude stands, as “data.pos.lat”; known
 *   only if the decoder explains
 * @longitude_path: (nullable): the same for the longitude
 *
 * One report. It belongs to one message, is filled by a decoder and immutable from then on. Ids
 * and labels repeat in millions of reports, hence the shared strings.
 */
struct _WbReport {
  WbReport *next;
  WbReportKind kind;
  WbReason reason;
  WbFixFlags flags;
  WbIcon icon;
  const char *format;
  GRefString *id;
  GRefString *label;
  double latitude;
  double longitude;
  double altitude;
  double course;
  double heading;
  double speed;
  double accuracy;
  gint64 time;
  GRefString *attributes;
  char *detail;
  char *latitude_path;
  char *longitude_path;
};

WbReport *wb_report_new (WbReportKind kind,
                         const char *format);
void wb_report_free (WbReport *self);
gsize wb_report_get_cost (const WbReport *self);
gboolean wb_report_has_time (const WbReport *self);
gint64 wb_report_get_time (const WbReport *self,
                           gint64 received);
const char *wb_reason_get_name (WbReason reason);
const char *wb_reason_describe (WbReason reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbReport, wb_report_free)

G_END_DECLS
