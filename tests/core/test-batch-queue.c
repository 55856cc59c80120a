/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The way from a feed to the model: bounds, and how far behind the model is. */

#include "config.h"

#include "wb-batch-queue.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
push (WbBatchQueue *queue,
      gint64 begun)
{
  WbBatch *batch = wb_batch_new ();

  wb_batch_add (batch, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "a message"));
  batch->begun = begun;
  wb_batch_queue_push (queue, batch);
}

static void
pop (WbBatchQueue *queue)
{
  g_autoptr(WbBatch) batch G_GNUC_UNUSED = wb_batch_queue_pop (queue);
}

/* From the moment it was full until it was empty the queue is behind, by the oldest that waits. */
static void
test_behind (void)
{
  g_autoptr(GMainContext) context = g_main_context_new ();
  g_autoptr(WbBatch) batch = wb_batch_new ();
  g_autoptr(WbBatchQueue) queue = NULL;
  gint64 since = 0;

  wb_batch_add (batch, wb_message_new_text (WB_DIRECTION_RECEIVED, 0, "a message"));
  queue = wb_batch_queue_new (3 * batch->cost, context);
  push (queue, 10 * SECOND);
  push (queue, 11 * SECOND);
  g_assert_false (wb_batch_queue_is_behind (queue, &since));
  push (queue, 12 * SECOND);
  g_assert_true (wb_batch_queue_is_blocked (queue));
  g_assert_true (wb_batch_queue_is_behind (queue, &since));
  g_assert_cmpint (since, ==, 10 * SECOND);

  pop (queue);
  pop (queue);
  g_assert_false (wb_batch_queue_is_blocked (queue));
  g_assert_true (wb_batch_queue_is_behind (queue, &since));
  g_assert_cmpint (since, ==, 12 * SECOND);
  push (queue, 20 * SECOND);
  pop (queue);
  g_assert_true (wb_batch_queue_is_behind (queue, &since));
  g_assert_cmpint (since, ==, 20 * SECOND);

  /* The last one was popped, but only who asks for another one is done with it. */
  pop (queue);
  since = 30 * SECOND;
  g_assert_true (wb_batch_queue_is_behind (queue, &since));
  g_assert_cmpint (since, ==, 30 * SECOND);
  g_assert_null (wb_batch_queue_pop (queue));
  g_assert_false (wb_batch_queue_is_behind (queue, &since));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/batch-queue/behind", test_behind);

  return g_test_run ();
}
