/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Those messages of one or more logs that the user wants to see. */

#include "config.h"

#include "wb-log-view-private.h"

G_DEFINE_ENUM_TYPE (WbLogDirection, wb_log_direction,
                    G_DEFINE_ENUM_VALUE (WB_LOG_DIRECTION_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (WB_LOG_DIRECTION_RECEIVED, "received"),
                    G_DEFINE_ENUM_VALUE (WB_LOG_DIRECTION_SENT, "sent"))

typedef enum {
  PROP_DIRECTION = 1,
  PROP_QUERY,
  PROP_QUERY_ERROR,
  PROP_SHOWS_KEEPALIVE,
  PROP_PAUSED,
  PROP_BUSY,
  PROP_N_MATCHING,
  PROP_N_NEW,
} WbLogViewProperty;

static GParamSpec *properties[PROP_N_NEW + 1] = { NULL };

static void wb_log_view_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (WbLogView, wb_log_view, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wb_log_view_list_model_init))

/*
 * The list
 */

static GType
wb_log_view_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return WB_TYPE_LOG_ENTRY;
}

static guint
wb_log_view_get_n_items (GListModel *model)
{
  return wb_log_matches_length (&WB_LOG_VIEW (model)->shown);
}

static const WbLogMatch *
get_match (WbLogView *self,
           guint position)
{
  guint length = wb_log_matches_length (&self->shown);

  if (position >= length)
    return NULL;
  return wb_log_matches_at (&self->shown, self->newest_first ? length - 1 - position : position);
}

static gpointer
wb_log_view_get_item (GListModel *model,
                      guint position)
{
  const WbLogMatch *match = get_match (WB_LOG_VIEW (model), position);

  return match != NULL ? wb_message_log_dup_entry (match->source->log, match->message) : NULL;
}

static void
wb_log_view_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wb_log_view_get_item_type;
  iface->get_n_items = wb_log_view_get_n_items;
  iface->get_item = wb_log_view_get_item;
}

/*
 * Object
 */

static void
wb_log_view_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  WbLogView *self = WB_LOG_VIEW (object);

  switch ((WbLogViewProperty) prop_id)
    {
    case PROP_DIRECTION:
      g_value_set_enum (value, (int) self->filter.direction);
      break;
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    case PROP_QUERY_ERROR:
      g_value_set_string (value, self->query_error);
      break;
    case PROP_SHOWS_KEEPALIVE:
      g_value_set_boolean (value, self->filter.shows_keepalive);
      break;
    case PROP_PAUSED:
      g_value_set_boolean (value, wb_log_view_get_paused (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, wb_log_view_is_busy (self));
      break;
    case PROP_N_MATCHING:
      g_value_set_uint (value, wb_log_matches_length (&self->shown) + wb_log_matches_length (&self->held));
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, wb_log_view_get_n_new (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_log_view_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  WbLogView *self = WB_LOG_VIEW (object);

  switch ((WbLogViewProperty) prop_id)
    {
    case PROP_DIRECTION:
      wb_log_view_set_direction (self, (WbLogDirection) g_value_get_enum (value));
      break;
    case PROP_QUERY:
      wb_log_view_set_query (self, g_value_get_string (value));
      break;
    case PROP_SHOWS_KEEPALIVE:
      wb_log_view_set_shows_keepalive (self, g_value_get_boolean (value));
      break;
    case PROP_PAUSED:
      wb_log_view_set_paused (self, g_value_get_boolean (value));
      break;
    case PROP_QUERY_ERROR:
    case PROP_BUSY:
    case PROP_N_MATCHING:
    case PROP_N_NEW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_log_view_dispose (GObject *object)
{
  WbLogView *self = WB_LOG_VIEW (object);

  wb_log_view_cancel (self);
  g_clear_handle_id (&self->catch_up, g_source_remove);

  G_OBJECT_CLASS (wb_log_view_parent_class)->dispose (object);
}

static void
wb_log_view_finalize (GObject *object)
{
  WbLogView *self = WB_LOG_VIEW (object);

  g_ptr_array_unref (self->sources);
  g_clear_pointer (&self->filter.query, wb_log_query_unref);
  g_free (self->query);
  g_free (self->query_error);
  wb_log_match_array_free (self->shown.array);
  wb_log_match_array_free (self->held.array);

  G_OBJECT_CLASS (wb_log_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = readable | G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_DIRECTION] = g_param_spec_enum ("direction", NULL, NULL, WB_TYPE_LOG_DIRECTION,
                                                  WB_LOG_DIRECTION_ALL, writable);

  /**
   * WbLogView:query:
   *
   * What the user typed: words, “field=value” or “/regex/”.
   */
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "", writable);

  /**
   * WbLogView:query-error:
   *
   * Why #WbLogView:query can't be used, as a sentence; meanwhile the list stays as it was.
   */
  properties[PROP_QUERY_ERROR] = g_param_spec_string ("query-error", NULL, NULL, NULL, readable);

  /**
   * WbLogView:shows-keepalive:
   *
   * Whether pings and pongs are shown.
   */
  properties[PROP_SHOWS_KEEPALIVE] =
      g_param_spec_boolean ("shows-keepalive", NULL, NULL, FALSE, writable);
  properties[PROP_PAUSED] = g_param_spec_boolean ("paused", NULL, NULL, FALSE, writable);

  /**
   * WbLogView:busy:
   *
   * Whether the list is about to be replaced.
   */
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);

  /**
   * WbLogView:n-matching:
   *
   * How many messages are wanted, those held back while the view is paused included.
   */
  properties[PROP_N_MATCHING] =
      g_param_spec_uint ("n-matching", NULL, NULL, 0, G_MAXUINT, 0, readable);

  /**
   * WbLogView:n-new:
   *
   * How many are held back while the view is paused.
   */
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, readable);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_log_view_class_init (WbLogViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_log_view_dispose;
  object_class->finalize = wb_log_view_finalize;
  object_class->get_property = wb_log_view_get_property;
  object_class->set_property = wb_log_view_set_property;
  install_properties (object_class);

  /**
   * WbLogView::replacing:
   *
   * A large part of the list is about to change. Selections look for their item among everything
   * that is new, so they had better be taken off until #WbLogView::replaced.
   */
  g_signal_new ("replacing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("replaced", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
wb_log_view_init (WbLogView *self)
{
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_log_source_free);
  self->shown.array = wb_log_match_array_new ();
  self->held.array = wb_log_match_array_new ();
  self->query = g_strdup ("");
}

/**
 * wb_log_view_new:
 * @log: (nullable): a log
 *
 * Returns: (transfer full): a view of everything in it but keep-alive messages
 */
WbLogView *
wb_log_view_new (WbMessageLog *log)
{
  WbLogView *self = g_object_new (WB_TYPE_LOG_VIEW, NULL);

  wb_log_view_set_log (self, log);
  return self;
}

/**
 * wb_log_view_set_interval:
 * @self: a view
 * @interval: µs
 *
 * Lets the list change no more often than that; 0, as it is at first, lets it change with the log.
 * Nobody reads what changes in every frame, and each change costs a widget some hundred rows.
 */
void
wb_log_view_set_interval (WbLogView *self,
                          gint64 interval)
{
  g_return_if_fail (WB_IS_LOG_VIEW (self));

  self->interval = interval;
  self->caught_up = 0;
}

void
wb_log_view_notify_busy (WbLogView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
wb_log_view_notify_paused (WbLogView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/*
 * What is wanted
 */

void
wb_log_view_set_direction (WbLogView *self,
                           WbLogDirection direction)
{
  g_return_if_fail (WB_IS_LOG_VIEW (self));

  if (self->filter.direction == direction)
    return;

  self->filter.direction = direction;
  wb_log_view_search_again (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
}

void
wb_log_view_set_shows_keepalive (WbLogView *self,
                                 gboolean shows_keepalive)
{
  g_return_if_fail (WB_IS_LOG_VIEW (self));

  if (self->filter.shows_keepalive == !!shows_keepalive)
    return;

  self->filter.shows_keepalive = !!shows_keepalive;
  wb_log_view_search_again (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_KEEPALIVE]);
}

/**
 * wb_log_view_set_query:
 * @self: a view
 * @query: (nullable): what the user typed, see wb_log_query_new()
 *
 * Looks for messages. What can't be understood changes only #WbLogView:query-error.
 */
void
wb_log_view_set_query (WbLogView *self,
                       const char *query)
{
  g_autoptr(GError) error = NULL;
  WbLogQuery *parsed;

  g_return_if_fail (WB_IS_LOG_VIEW (self));

  query = query != NULL ? query : "";
  if (g_str_equal (self->query, query))
    return;

  g_free (self->query);
  self->query = g_strdup (query);
  g_free (self->query_error);
  parsed = wb_log_query_new (query, &error);
  self->query_error = error != NULL ? g_strdup (error->message) : NULL;
  if (error == NULL && (parsed != NULL || self->filter.query != NULL))
    {
      g_clear_pointer (&self->filter.query, wb_log_query_unref);
      self->filter.query = parsed;
      wb_log_view_search_again (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY_ERROR]);
}

const char *
wb_log_view_get_query_error (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), NULL);

  return self->query_error;
}

gboolean
wb_log_view_get_paused (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), FALSE);

  return self->paused;
}

/**
 * wb_log_view_set_paused:
 * @self: a view
 * @paused: whether the list stays as it is while the log goes on
 */
void
wb_log_view_set_paused (WbLogView *self,
                        gboolean paused)
{
  g_return_if_fail (WB_IS_LOG_VIEW (self));

  if (self->sources->len == 0 || self->paused == !!paused)
    return;

  if (paused)
    {
      wb_log_view_catch_up (self);
      wb_log_view_freeze (self);
    }
  else
    wb_log_view_thaw (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAUSED]);
}

/*
 * What was found
 */

gboolean
wb_log_view_is_busy (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), FALSE);

  return self->search != NULL && self->replaces;
}

/**
 * wb_log_view_is_filtered:
 * @self: a view
 *
 * Returns: whether the user asked for only some of the messages
 */
gboolean
wb_log_view_is_filtered (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), FALSE);

  return self->filter.query != NULL || self->filter.direction != WB_LOG_DIRECTION_ALL;
}

gboolean
wb_log_view_is_newest_first (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), FALSE);

  return self->newest_first;
}

guint
wb_log_view_get_n_new (WbLogView *self)
{
  g_return_val_if_fail (WB_IS_LOG_VIEW (self), 0);

  return wb_log_matches_length (&self->held);
}

/**
 * wb_log_view_get_message:
 * @self: a view
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the message there, without an entry for it
 */
WbMessage *
wb_log_view_get_message (WbLogView *self,
                         guint position)
{
  const WbLogMatch *match;

  g_return_val_if_fail (WB_IS_LOG_VIEW (self), NULL);

  match = get_match (self, position);
  return match != NULL ? match->message : NULL;
}

/**
 * wb_log_view_get_log_at:
 * @self: a view
 * @position: a position
 *
 * Returns: (transfer none) (nullable): the log of the message there
 */
WbMessageLog *
wb_log_view_get_log_at (WbLogView *self,
                        guint position)
{
  const WbLogMatch *match;

  g_return_val_if_fail (WB_IS_LOG_VIEW (self), NULL);

  match = get_match (self, position);
  return match != NULL ? match->source->log : NULL;
}

/**
 * wb_log_view_find:
 * @self: a view
 * @message: a message
 * @position: (out): where it is
 *
 * Returns: whether it is shown
 */
gboolean
wb_log_view_find (WbLogView *self,
                  WbMessage *message,
                  guint *position)
{
  guint length;

  g_return_val_if_fail (WB_IS_LOG_VIEW (self), FALSE);

  length = wb_log_matches_length (&self->shown);
  for (guint i = 0; i < length; i++)
    if (wb_log_matches_at (&self->shown, i)->message == message)
      {
        *position = self->newest_first ? length - 1 - i : i;
        return TRUE;
      }
  return FALSE;
}
