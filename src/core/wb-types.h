/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The types of the model, named once so that headers need not include each other. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _WbBatch WbBatch;
typedef struct _WbConnection WbConnection;
typedef struct _WbDecoder WbDecoder;
typedef struct _WbFeed WbFeed;
typedef struct _WbHandshake WbHandshake;
typedef struct _WbInsight WbInsight;
typedef struct _WbMessage WbMessage;
typedef struct _WbMessageLog WbMessageLog;
typedef struct _WbMonitor WbMonitor;
typedef struct _WbProfile WbProfile;
typedef struct _WbProtocol WbProtocol;
typedef struct _WbRegistry WbRegistry;
typedef struct _WbReport WbReport;
typedef struct _WbStateChange WbStateChange;
typedef struct _WbTrack WbTrack;
typedef struct _WbTrackStore WbTrackStore;
typedef struct _WbTransport WbTransport;

/* A moment that is not known; other times are microseconds since the Unix epoch. */
#define WB_TIME_NONE G_MININT64

G_END_DECLS
