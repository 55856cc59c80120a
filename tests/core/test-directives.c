/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What servers may ask of the window: alerts and redirects, in words of Directual. */

#include "config.h"

#include "wb-alert.h"
#include "wb-event.h"
#include "wb-log-query.h"
#include "wb-message.h"
#include "wb-redirect.h"

#include <string.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static const struct {
  const char *arguments;
  const char *text;
  guint seconds;
  const char *first_page;
} alerts[] = {
  { "[\"Hello world!\"]", "Hello world!", 4, NULL },
  { "[{\"message\":\"Hello\",\"parameters\":{\"position\":\"top-right\",\"duration\":4000,\"icon\":"
    "\"🇷🇺\"}}]",
    "🇷🇺 Hello", 4, NULL },
  { "[{\"message\":\"a\",\"page\":\"my-home-page,profile\",\"parameters\":{\"duration\":1}}]", "a",
    1, "my-home-page" },
  { "[{\"message\":\"a\",\"parameters\":{\"duration\":1e300}}]", "a", 60, NULL },
  { "[{\"message\":\"a\",\"parameters\":{\"duration\":\"x\"},\"page\":\" , \"}]", "a", 4, NULL },
  { "[\"<b>bold</b> & \\u202e\\n\\u0000\"]", "<b>bold</b> &   \xef\xbf\xbd", 4, NULL },
  { "[{\"message\":7}]", "7", 4, NULL },
  { "[\"\"]", NULL, 0, NULL },
  { "[\"\\n\"]", NULL, 0, NULL },
  { "[]", NULL, 0, NULL },
  { "[5]", NULL, 0, NULL },
  { "[{}]", NULL, 0, NULL },
  { "[{\"message\":\"cut", NULL, 0, NULL },
};

static void
test_alerts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (alerts); i++)
    {
      g_autoptr(GBytes) arguments = bytes (alerts[i].arguments);
      g_autoptr(WbAlert) alert = wb_alert_parse (arguments);

      g_assert_cmpstr (alert != NULL ? alert->text : NULL, ==, alerts[i].text);
      g_assert_cmpuint (alert != NULL ? alert->seconds : 0, ==, alerts[i].seconds);
      g_assert_cmpstr (alert != NULL && alert->pages != NULL ? alert->pages[0] : NULL, ==,
                       alerts[i].first_page);
    }
}

static void
test_long_alert (void)
{
  g_autofree char *word = g_strnfill (4000, 'x');
  g_autofree char *json = g_strdup_printf ("[\"%s\"]", word);
  g_autoptr(GBytes) arguments = bytes (json);
  g_autoptr(WbAlert) alert = wb_alert_parse (arguments);

  g_assert_cmpuint (strlen (alert->text), ==, 200);
}

/* The main thread has other things to do. */
static void
test_endless (void)
{
  g_autofree char *blanks = g_strnfill (WB_MAX_DIRECTIVE_BYTES, ' ');
  g_autofree char *json = g_strdup_printf ("[{\"message\":\"m\",\"target\":\"/map\"}%s]", blanks);
  g_autoptr(GBytes) arguments = bytes (json);

  g_assert_null (wb_alert_parse (arguments));
  g_assert_null (wb_redirect_parse (arguments));
}

static const struct {
  const char *target;
  const char *path;
  WbPlace place;
  const char *id;
} targets[] = {
  { "/map", "/log", WB_PLACE_MAP, NULL },
  { "/log/", "/map", WB_PLACE_LOG, NULL },
  { "/send", "/map", WB_PLACE_SEND, NULL },
  { "/marker/42", "/map", WB_PLACE_MARKER, "42" },
  { "/marker/a%20b/c", "/map", WB_PLACE_MARKER, "a b/c" },
  { "<=", "/map", WB_PLACE_BACK, NULL },
  { "../", "/marker/42", WB_PLACE_MAP, NULL },
  { "../", "/log", WB_PLACE_MAP, NULL },
  { "../../../../", "/log", WB_PLACE_MAP, NULL },
  { "../43", "/marker/42", WB_PLACE_MARKER, "43" },
  { "../../log", "/marker/42", WB_PLACE_LOG, NULL },
  { "./42", "/marker", WB_PLACE_MARKER, "42" },
  { "./x", "/marker/42", WB_PLACE_MARKER, "42/x" },
  { "./x", "/map", WB_PLACE_NOWHERE, NULL },
  { "map", "/map", WB_PLACE_NOWHERE, NULL },
  { "https://evil.example/", "/map", WB_PLACE_NOWHERE, NULL },
  { "//evil.example/map", "/map", WB_PLACE_NOWHERE, NULL },
  { "javascript:alert(1)", "/map", WB_PLACE_NOWHERE, NULL },
  { "/my-page", "/map", WB_PLACE_NOWHERE, NULL },
  { "/marker/%00", "/map", WB_PLACE_NOWHERE, NULL },
  { "/marker/%ff", "/map", WB_PLACE_NOWHERE, NULL },
  { "", "/map", WB_PLACE_NOWHERE, NULL },
};

static void
test_targets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *id = NULL;

      g_test_message ("%s from %s", targets[i].target, targets[i].path);
      g_assert_cmpint (wb_redirect_resolve (targets[i].target, targets[i].path, &id), ==,
                       targets[i].place);
      if (targets[i].place == WB_PLACE_MARKER)
        g_assert_cmpstr (id, ==, targets[i].id);
    }
}

static void
test_redirects (void)
{
  g_autoptr(GBytes) good =
      bytes ("[{\"target\":\"/my-page\",\"delay\":200,\"page\":\"/map , marker/\"}]");
  g_autoptr(GBytes) text = bytes ("[\"/map\"]");
  g_autoptr(GBytes) late = bytes ("[{\"target\":\"/map\",\"delay\":1e12}]");
  g_autoptr(WbRedirect) redirect = wb_redirect_parse (good);
  g_autoptr(WbRedirect) delayed = wb_redirect_parse (late);
  const char *const *pages = (const char *const *)redirect->pages;

  g_assert_cmpstr (redirect->target, ==, "/my-page");
  g_assert_cmpuint (redirect->delay, ==, 200);
  g_assert_true (wb_pages_contain (pages, "/map"));
  g_assert_true (wb_pages_contain (pages, "/marker/42"));
  g_assert_false (wb_pages_contain (pages, "/mapping"));
  g_assert_false (wb_pages_contain (pages, "/log"));
  g_assert_true (wb_pages_contain (NULL, "/log"));
  g_assert_null (wb_redirect_parse (text));
  g_assert_cmpuint (delayed->delay, ==, 60000);
}

static void
test_objects (void)
{
  static const struct {
    const char *name;
    const char *pattern;
    const char *object;
  } cases[] = {
    { "position/7", "position/{id}", "7" },
    { "bus-12-moved", "bus-{id}-moved", "12" },
    { "a", "{id}", "a" },
    { "position/", "position/{id}", NULL },
    { "position/7", "position", NULL },
    { "ab", "ab{id}b", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const patterns[] = { "never", cases[i].pattern, NULL };
      g_autofree char *object = wb_event_find_object (cases[i].name, patterns);

      g_assert_cmpstr (object, ==, cases[i].object);
    }
}

/* D4: messages are found by the name of their event. */
static void
test_query (void)
{
  g_autoptr(GBytes) arguments = bytes ("[{\"a\":\"alert\"}]");
  g_autoptr(WbMessage) message = wb_message_new_event (WB_DIRECTION_RECEIVED, WB_MESSAGE_EVENT, 0,
                                                        wb_event_new ("Position", "/"), arguments);
  g_autoptr(WbLogQuery) name = wb_log_query_new ("event:Position", NULL);
  g_autoptr(WbLogQuery) other = wb_log_query_new ("event:alert", NULL);
  g_autoptr(WbLogQuery) words = wb_log_query_new ("posit", NULL);
  g_autoptr(WbLogQuery) field = wb_log_query_new ("a=alert", NULL);

  g_assert_true (wb_log_query_matches (name, message));
  g_assert_false (wb_log_query_matches (other, message));
  g_assert_true (wb_log_query_matches (words, message));
  g_assert_true (wb_log_query_matches (field, message));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/directives/alerts-D8", test_alerts);
  g_test_add_func ("/core/directives/long-alert-D8", test_long_alert);
  g_test_add_func ("/core/directives/endless", test_endless);
  g_test_add_func ("/core/directives/targets-D9", test_targets);
  g_test_add_func ("/core/directives/redirects-D9", test_redirects);
  g_test_add_func ("/core/directives/objects", test_objects);
  g_test_add_func ("/core/directives/query-D4", test_query);

  return g_test_run ();
}
