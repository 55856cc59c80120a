/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A connection that speaks Socket.IO, and the server that plays a script to it. */

#pragma once

#include "wb-failure.h"
#include "wb-monitor.h"
#include "wb-raw-server.h"
#include "wb-test.h"

G_BEGIN_DECLS

#define WB_SIO_OPEN                                                                                \
  "> "                                                                                             \
  "0{\"sid\":\"lv_VI97\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000,"            \
  "\"maxPayload\":1000000}"
#define WB_SIO_QUICK                                                                               \
  "> 0{\"sid\":\"lv_VI97\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200}"
#define WB_SIO_JOIN WB_SIO_OPEN, "< 40", "> 40{\"sid\":\"wZX3\"}"

/* “> text” sends, “< pattern” expects; “b> text” and “b< text” are binary; “cut” hangs up. After
 * its steps the server listens until the client is gone. */
typedef struct {
  const char *const *steps;
  const char *const *later; /* (nullable): for clients after the first */
  int n_clients;
  int n_done; /* those of them who heard all steps, or are gone */
  GMutex lock;
  char *fault;    /* the first one */
  GString *heard; /* what came after the steps, a line each */
} WbSioScript;

typedef struct {
  WbSioScript script;
  WbRawServer *server;
  WbRegistry *registry;
  WbMonitor *monitor;
  WbConnection *connection;
  WbProfile *profile;
  GString *log; /* “received event foo [1]”, a line for each message */
  GString *states;
  GPtrArray *messages;
} WbSioWorld;

gboolean wb_sio_script_has_heard (WbSioScript *script,
                                  const char *text);
void wb_sio_world_init (WbSioWorld *world,
                        const char *const *steps,
                        const char *const *later,
                        const char *path);
void wb_sio_world_clear (WbSioWorld *world);
gboolean wb_sio_world_logs (WbSioWorld *world,
                            const char *text);
guint wb_sio_count_words (const char *text,
                          const char *word);
gboolean wb_sio_world_is_in (WbSioWorld *world,
                             WbState state);
WbMessage *wb_sio_world_find_event (WbSioWorld *world,
                                    const char *name,
                                    WbMessageKind kind);
gboolean wb_sio_world_emit (WbSioWorld *world,
                            const char *name,
                            const char *arguments,
                            gint64 ack);
void wb_sio_world_open (WbSioWorld *world,
                        const char *text);

G_END_DECLS
