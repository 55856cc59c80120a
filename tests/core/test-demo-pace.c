/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* When the objects of a demo report. */

#include "config.h"

#include "wb-demo-pace.h"
#include "wb-demo-world.h"

/* In each tenth of a second about a tenth of the objects report, and in each second all of them. */
static void
test_pace_is_even (void)
{
  WbDemoPace pace;
  guint counts[50] = { 0 };
  guint expected = 0, index;
  gint64 time;

  wb_demo_pace_init (&pace, 50, 1);
  for (gint64 now = 0; now < 10 * G_USEC_PER_SEC; now += 100 * 1000)
    {
      guint n = 0;

      while (wb_demo_pace_take (&pace, now, &index, &time))
        {
          g_assert_cmpuint (index, ==, expected++ % 50);
          g_assert_cmpint (time, <=, now);
          counts[index]++;
          n++;
        }
      if (now > G_USEC_PER_SEC)
        g_assert_true (n >= 4 && n <= 6);
    }
  for (guint i = 0; i < 50; i++)
    g_assert_true (counts[i] >= 10 && counts[i] <= 11);
}

static void
test_pace_first_round_is_quick (void)
{
  static const struct {
    guint n_objects;
    double rate;
  } cases[] = { { 1, 0.1 }, { 10, 0.1 }, { 1000, 0.1 }, { 1000, 1 }, { 1000, 100 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      WbDemoPace pace;
      guint index, n = 0;
      gint64 time;

      wb_demo_pace_init (&pace, cases[i].n_objects, cases[i].rate);
      while (n < cases[i].n_objects && wb_demo_pace_take (&pace, 210 * 1000, &index, &time))
        g_assert_cmpuint (index, ==, n++);
      g_assert_cmpuint (n, ==, cases[i].n_objects);
    }
}

static void
test_pace_forgets_a_stall (void)
{
  WbDemoPace pace;
  guint index, n = 0;
  gint64 time, hour = 3600 * (gint64) G_USEC_PER_SEC;

  wb_demo_pace_init (&pace, 100, 1);
  while (wb_demo_pace_take (&pace, 2 * G_USEC_PER_SEC, &index, &time))
    ;
  for (; wb_demo_pace_take (&pace, hour, &index, &time); n++)
    g_assert_cmpint (time, >=, hour - 1100 * 1000);
  g_assert_cmpuint (n, >=, 99);
  g_assert_cmpuint (n, <=, 101);
}

/* The past comes at once, oldest first, and what is due then is as it would be without. */
static void
test_pace_past_comes_first (void)
{
  WbDemoPace pace;
  guint index, expected = 0;
  gint64 time, before = G_MININT64;

  wb_demo_pace_init (&pace, 50, 1);
  wb_demo_pace_add_past (&pace, 3600 * (gint64) G_USEC_PER_SEC);
  while (wb_demo_pace_take (&pace, 0, &index, &time))
    {
      g_assert_cmpuint (index, ==, expected++ % 50);
      g_assert_true (expected > 1 || time == -3600 * (gint64) G_USEC_PER_SEC);
      g_assert_cmpint (time, >, before);
      before = time;
    }
  g_assert_cmpint (time, >, 0);
  g_assert_cmpuint (expected, ==, 80 * 50 + 1);
}

static void
test_pace_past_is_bounded (void)
{
  static const guint sizes[] = { 1, 100, 999, 10000, 10001, WB_DEMO_MAX_OBJECTS };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      WbDemoPace pace;

      wb_demo_pace_init (&pace, sizes[i], 1);
      wb_demo_pace_add_past (&pace, 3600 * (gint64) G_USEC_PER_SEC);
      g_assert_cmpuint (pace.n_past, <=, 10000);
      g_assert_cmpuint (pace.n_past % sizes[i], ==, 0);
      g_assert_true (pace.n_past > 0 || sizes[i] > 10000);
    }
}

static void
test_pace_is_bounded (void)
{
  WbDemoPace pace;
  guint index, n = 0;
  gint64 time;

  wb_demo_pace_init (&pace, WB_DEMO_MAX_OBJECTS, 100);
  while (wb_demo_pace_take (&pace, G_USEC_PER_SEC, &index, &time))
    n++;
  g_assert_cmpuint (n, <=, WB_DEMO_MAX_MESSAGES_PER_SECOND + 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/demo-pace/is-even", test_pace_is_even);
  g_test_add_func ("/core/demo-pace/first-round-is-quick", test_pace_first_round_is_quick);
  g_test_add_func ("/core/demo-pace/forgets-a-stall", test_pace_forgets_a_stall);
  g_test_add_func ("/core/demo-pace/is-bounded", test_pace_is_bounded);
  g_test_add_func ("/core/demo-pace/past-comes-first", test_pace_past_comes_first);
  g_test_add_func ("/core/demo-pace/past-is-bounded", test_pace_past_is_bounded);

  return g_test_run ();
}
