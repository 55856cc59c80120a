/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What all tests share: waiting for conditions instead of sleeping. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A test that waits longer than this has failed. */
#define WB_TEST_TIMEOUT_S 20

/**
 * wb_test_await:
 * @condition: an expression
 *
 * Runs the thread-default main context until @condition is true; aborts loudly after
 * %WB_TEST_TIMEOUT_S.
 */
#define wb_test_await(condition) \
  G_STMT_START \
  { \
    gint64 wb_deadline = g_get_monotonic_time () + WB_TEST_TIMEOUT_S * G_USEC_PER_SEC; \
    while (!(condition)) \
      wb_test_iterate (wb_deadline, #condition, G_STRLOC); \
  } \
  G_STMT_END

void wb_test_iterate (gint64 deadline,
                      const char *condition,
                      const char *where);
gint64 wb_test_get_thread_time (void);
gsize wb_test_get_memory (void);
void wb_test_keep_data_apart (void);

G_END_DECLS
