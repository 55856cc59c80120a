/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A view of tracks of which one is selected.
 *
 * GtkSingleSelection looks for its item by making all rows that a change adds, which takes 100 ms
 * when a list of 100,000 is sorted anew, and it forgets an item that leaves the list. Here the track
 * is what is selected, whether it is in the list or not. */

#include "config.h"

#include "wb-track-selection.h"

/**
 * WbTrackSelection:
 *
 * A #GtkSelectionModel on a #WbTrackView.
 */
struct _WbTrackSelection {
  GObject parent_instance;

  WbTrackView *view; /* owned */
  WbTrack *selected; /* owned, or NULL */
};

typedef enum {
  PROP_SELECTED = 1,
} WbTrackSelectionProperty;

static GParamSpec *properties[PROP_SELECTED + 1] = { NULL };

static void wb_track_selection_list_model_init (GListModelInterface *iface);
static void wb_track_selection_selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (
    WbTrackSelection, wb_track_selection, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, wb_track_selection_list_model_init)
    G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, wb_track_selection_selection_model_init))

static gboolean
find_selected (WbTrackSelection *self,
               guint *position)
{
  return self->selected != NULL && wb_track_view_find (self->view, self->selected, position);
}

/*
 * The list
 */

static GType
wb_track_selection_get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return WB_TYPE_TRACK;
}

static guint
wb_track_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (WB_TRACK_SELECTION (model)->view));
}

static gpointer
wb_track_selection_get_item (GListModel *model,
                             guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (WB_TRACK_SELECTION (model)->view), position);
}

static void
wb_track_selection_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = wb_track_selection_get_item_type;
  iface->get_n_items = wb_track_selection_get_n_items;
  iface->get_item = wb_track_selection_get_item;
}

/*
 * The selection
 */

static gboolean
wb_track_selection_is_selected (GtkSelectionModel *model,
                                guint position)
{
  WbTrackSelection *self = WB_TRACK_SELECTION (model);

  return self->selected != NULL && wb_track_view_is_at (self->view, self->selected, position);
}

static GtkBitset *
wb_track_selection_get_selection_in_range (GtkSelectionModel *model,
                                           guint first G_GNUC_UNUSED,
                                           guint count G_GNUC_UNUSED)
{
  GtkBitset *set = gtk_bitset_new_empty ();
  guint selected;

  if (find_selected (WB_TRACK_SELECTION (model), &selected))
    gtk_bitset_add (set, selected);
  return set;
}

static gboolean
wb_track_selection_select_item (GtkSelectionModel *model,
                                guint position,
                                gboolean exclusive G_GNUC_UNUSED)
{
  WbTrackSelection *self = WB_TRACK_SELECTION (model);
  g_autoptr(WbTrack) track = g_list_model_get_item (G_LIST_MODEL (self->view), position);

  if (track != NULL && !wb_track_is_removed (track))
    wb_track_selection_set_selected (self, track);
  return TRUE;
}

static gboolean
wb_track_selection_unselect_item (GtkSelectionModel *model,
                                  guint position)
{
  if (wb_track_selection_is_selected (model, position))
    wb_track_selection_set_selected (WB_TRACK_SELECTION (model), NULL);
  return TRUE;
}

static void
wb_track_selection_selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = wb_track_selection_is_selected;
  iface->get_selection_in_range = wb_track_selection_get_selection_in_range;
  iface->select_item = wb_track_selection_select_item;
  iface->unselect_item = wb_track_selection_unselect_item;
}

/* A track that is gone can't be selected any longer. */
static void
selected_changed_cb (WbTrackSelection *self)
{
  if (wb_track_is_removed (self->selected))
    wb_track_selection_set_selected (self, NULL);
}

static void
tell_selection (WbTrackSelection *self,
                gboolean listed,
                guint position)
{
  if (listed)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
}

/*
 * Object
 */

static void
wb_track_selection_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch ((WbTrackSelectionProperty) prop_id)
    {
    case PROP_SELECTED:
      g_value_set_object (value, WB_TRACK_SELECTION (object)->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_track_selection_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((WbTrackSelectionProperty) prop_id)
    {
    case PROP_SELECTED:
      wb_track_selection_set_selected (WB_TRACK_SELECTION (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_track_selection_dispose (GObject *object)
{
  WbTrackSelection *self = WB_TRACK_SELECTION (object);

  if (self->selected != NULL)
    g_signal_handlers_disconnect_by_data (self->selected, self);
  g_clear_object (&self->selected);

  G_OBJECT_CLASS (wb_track_selection_parent_class)->dispose (object);
}

static void
wb_track_selection_finalize (GObject *object)
{
  g_clear_object (&WB_TRACK_SELECTION (object)->view);

  G_OBJECT_CLASS (wb_track_selection_parent_class)->finalize (object);
}

static void
wb_track_selection_class_init (WbTrackSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = wb_track_selection_dispose;
  object_class->finalize = wb_track_selection_finalize;
  object_class->get_property = wb_track_selection_get_property;
  object_class->set_property = wb_track_selection_set_property;

  /**
   * WbTrackSelection:selected:
   *
   * The selected track, which need not be in the list.
   */
  properties[PROP_SELECTED] =
      g_param_spec_object ("selected", NULL, NULL, WB_TYPE_TRACK,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
wb_track_selection_init (WbTrackSelection *self G_GNUC_UNUSED)
{
}

WbTrackSelection *
wb_track_selection_new (WbTrackView *view)
{
  WbTrackSelection *self;

  g_return_val_if_fail (WB_IS_TRACK_VIEW (view), NULL);

  self = g_object_new (WB_TYPE_TRACK_SELECTION, NULL);
  self->view = g_object_ref (view);
  g_signal_connect_object (view, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

WbTrack *
wb_track_selection_get_selected (WbTrackSelection *self)
{
  g_return_val_if_fail (WB_IS_TRACK_SELECTION (self), NULL);

  return self->selected;
}

void
wb_track_selection_set_selected (WbTrackSelection *self,
                                 WbTrack *track)
{
  g_autoptr(WbTrack) before = NULL;
  gboolean was_listed, is_listed;
  guint old_position = 0, new_position = 0;

  g_return_if_fail (WB_IS_TRACK_SELECTION (self));
  g_return_if_fail (track == NULL || WB_IS_TRACK (track));

  if (self->selected == track)
    return;

  was_listed = find_selected (self, &old_position);
  before = g_steal_pointer (&self->selected);
  if (before != NULL)
    g_signal_handlers_disconnect_by_data (before, self);
  if (track != NULL && !wb_track_is_removed (track))
    {
      self->selected = g_object_ref (track);
      g_signal_connect_swapped (track, "notify::received", G_CALLBACK (selected_changed_cb), self);
    }
  is_listed = find_selected (self, &new_position);
  tell_selection (self, was_listed, old_position);
  tell_selection (self, is_listed, new_position);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}
