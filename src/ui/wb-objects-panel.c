/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The list of objects, and the details of one of them. */

#include "config.h"

#include "wb-objects-panel.h"

#include "wb-format-text.h"
#include "wb-list-bin.h"
#include "wb-object-details.h"
#include "wb-object-row.h"
#include "wb-objects-text.h"
#include "wb-track-selection.h"

#include <glib/gi18n-lib.h>

/**
 * WbObjectsPanel:
 *
 * Finds, sorts and shows the objects of all connections. One of them may be selected; the page of
 * its details takes the place of the list while #WbObjectsPanel:show-details is set.
 */
struct _WbObjectsPanel {
  GtkWidget parent_instance;

  /* Owned */
  WbMonitor *monitor;
  WbTrackView *view;
  WbTrackSelection *selection;
  WbTrack *selected;

  /* Template children */
  GtkStack *pages;
  GtkStack *content;
  GtkLabel *head;
  GtkSearchEntry *search;
  GtkWidget *list_bin;
  GtkListView *list;
  GtkLabel *nothing;
  GtkLabel *empty;
  GtkEventControllerMotion *motion;
  WbObjectDetails *details;

  /* State */
  GPtrArray *rows; /* of WbObjectRow: those bound now, borrowed */
  gboolean narrow;
  gboolean show_details;
  guint timer;
};

typedef enum {
  PROP_MONITOR = 1,
  PROP_SELECTED,
  PROP_NARROW,
  PROP_SHOW_DETAILS,
} WbObjectsPanelProperty;

static GParamSpec *properties[PROP_SHOW_DETAILS + 1] = { NULL };

typedef enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS,
} Signal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbObjectsPanel, wb_objects_panel, GTK_TYPE_WIDGET)

/*
 * Rows
 */

static void
item_selected_cb (GtkListItem *item)
{
  wb_object_row_set_offers_details (WB_OBJECT_ROW (gtk_list_item_get_child (item)),
                                    gtk_list_item_get_selected (item));
}

static void
setup_row_cb (GtkListItemFactory *factory G_GNUC_UNUSED,
              GtkListItem *item)
{
  gtk_list_item_set_child (item, wb_object_row_new ());
  g_signal_connect (item, "notify::selected", G_CALLBACK (item_selected_cb), NULL);
}

static void
bind_row_cb (WbObjectsPanel *self,
             GtkListItem *item)
{
  WbObjectRow *row = WB_OBJECT_ROW (gtk_list_item_get_child (item));

  wb_object_row_bind (row, gtk_list_item_get_item (item), self->monitor);
  g_ptr_array_add (self->rows, row);
}

static void
unbind_row_cb (WbObjectsPanel *self,
               GtkListItem *item)
{
  WbObjectRow *row = WB_OBJECT_ROW (gtk_list_item_get_child (item));

  g_ptr_array_remove_fast (self->rows, row);
  wb_object_row_bind (row, NULL, NULL);
}

/*
 * What is shown
 */

static guint
count_objects (WbObjectsPanel *self)
{
  return self->monitor != NULL ? wb_track_store_get_length (wb_monitor_get_tracks (self->monitor)) : 0;
}

static gboolean
is_searching (WbObjectsPanel *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static char *
describe_count (WbObjectsPanel *self)
{
  guint count = count_objects (self);
  g_autofree char *all = wb_format_count (count);
  g_autofree char *found = NULL;

  if (count == 0)
    return g_strdup (_ ("Objects"));
  if (!is_searching (self))
    return g_strdup_printf (_ ("Objects · %s"), all);

  found = wb_format_count (wb_track_view_get_n_matching (self->view));
  /* Translators: how many objects a search found, of how many */
  return g_strdup_printf (_ ("Objects · %s of %s"), found, all);
}

static void
show_head (WbObjectsPanel *self)
{
  g_autofree char *head = describe_count (self);

  if (!g_str_equal (gtk_label_get_text (self->head), head))
    gtk_label_set_text (self->head, head);
}

static void
show_nothing (WbObjectsPanel *self)
{
  g_autofree char *text = g_strdup_printf (_ ("No object matches “%s”."),
                                           gtk_editable_get_text (GTK_EDITABLE (self->search)));

  gtk_label_set_text (self->nothing, text);
  gtk_stack_set_visible_child_name (self->content, "nothing");
}

static void
show_content (WbObjectsPanel *self)
{
  show_head (self);
  if (count_objects (self) == 0)
    {
      g_autofree char *text = wb_objects_text_emptiness (self->monitor);

      gtk_label_set_text (self->empty, text);
      gtk_stack_set_visible_child_name (self->content, "empty");
    }
  else if (self->view != NULL && !wb_track_view_is_busy (self->view) &&
           g_list_model_get_n_items (G_LIST_MODEL (self->view)) == 0 && is_searching (self))
    show_nothing (self);
  else if (self->view == NULL || !wb_track_view_is_busy (self->view))
    gtk_stack_set_visible_child_name (self->content, "rows");
}

static gboolean
second_passed_cb (gpointer data)
{
  WbObjectsPanel *self = data;

  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_mapped (g_ptr_array_index (self->rows, i)))
      wb_object_row_update (g_ptr_array_index (self->rows, i));
  show_content (self);
  return G_SOURCE_CONTINUE;
}

static void
show_page (WbObjectsPanel *self)
{
  gboolean details = self->show_details && self->selected != NULL;

  /* On the way out the page still shows what it did. */
  if (details)
    wb_object_details_set_track (self->details, self->selected, self->monitor);
  gtk_stack_set_visible_child_name (self->pages, details ? "details" : "list");
}

/* Where the selected object is in the list it comes into sight. */
static void
scroll_to_selected (WbObjectsPanel *self)
{
  guint position;

  if (self->selected != NULL && self->view != NULL && !wb_track_view_get_frozen (self->view) &&
      wb_track_view_find (self->view, self->selected, &position))
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static void
activate (WbObjectsPanel *self,
          WbTrack *track)
{
  if (wb_track_is_removed (track))
    return;

  wb_objects_panel_set_selected (self, track);
  wb_objects_panel_set_show_details (self, TRUE);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, track);
}

/*
 * The model
 */

static void
selection_changed_cb (WbObjectsPanel *self)
{
  wb_objects_panel_set_selected (self, wb_track_selection_get_selected (self->selection));
}

static void
show_details_cb (WbObjectsPanel *self)
{
  if (self->selected != NULL)
    activate (self, self->selected);
}

static void
insert_actions (WbObjectsPanel *self)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GPropertyAction) sort = g_property_action_new ("sort", self->view, "sort");
  g_autoptr(GSimpleAction) details = g_simple_action_new ("show-details", NULL);

  g_signal_connect_object (details, "activate", G_CALLBACK (show_details_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (sort));
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (details));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "objects", G_ACTION_GROUP (group));
}

static void
connect_view (WbObjectsPanel *self)
{
  WbTrackStore *tracks = wb_monitor_get_tracks (self->monitor);

  self->view = wb_track_view_new (tracks);
  self->selection = wb_track_selection_new (self->view);
  wb_track_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  wb_track_selection_set_selected (self->selection, self->selected);
  g_signal_connect_object (self->view, "notify::busy", G_CALLBACK (show_content), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::n-matching", G_CALLBACK (show_content), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (tracks, "items-changed", G_CALLBACK (show_content), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  insert_actions (self);
}

static void
drop_view (WbObjectsPanel *self)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_list_view_set_model (self->list, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "objects", NULL);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (wb_monitor_get_tracks (self->monitor), self);
  g_clear_object (&self->selection);
  g_clear_object (&self->view);
}

/*
 * What the user does
 */

static void
search_changed_cb (WbObjectsPanel *self)
{
  if (self->view != NULL)
    wb_track_view_set_search (self->view, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  show_content (self);
}

static void
stop_search_cb (WbObjectsPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->list_bin);
}

static void
clear_clicked_cb (WbObjectsPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
activate_at (WbObjectsPanel *self,
             guint position)
{
  g_autoptr(WbTrack) track = NULL;

  if (self->view != NULL)
    track = g_list_model_get_item (G_LIST_MODEL (self->view), position);
  if (track != NULL)
    activate (self, track);
}

static void
row_activated_cb (WbObjectsPanel *self,
                  guint position)
{
  activate_at (self, position);
}

/* Where there is room for one thing at a time, one tap shows the object. */
static void
list_released_cb (WbObjectsPanel *self,
                  int n_press G_GNUC_UNUSED,
                  double x,
                  double y)
{
  GtkWidget *at = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *list_item = at != NULL ? gtk_widget_get_ancestor (at, WB_TYPE_OBJECT_ROW) : NULL;

  if (self->narrow && list_item != NULL)
    activate (self, wb_object_row_get_track (WB_OBJECT_ROW (list_item)));
}

/* Enter takes the first that was found. */
static void
search_activated_cb (WbObjectsPanel *self)
{
  if (is_searching (self))
    activate_at (self, 0);
}

static void
pointer_moved_cb (WbObjectsPanel *self)
{
  if (self->view != NULL)
    wb_track_view_set_frozen (self->view, gtk_event_controller_motion_contains_pointer (self->motion));
}

static void
back_cb (WbObjectsPanel *self)
{
  wb_objects_panel_set_show_details (self, FALSE);
  gtk_widget_grab_focus (self->list_bin);
}

/* Escape leads back, one step at a time. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant *arguments G_GNUC_UNUSED,
           gpointer data G_GNUC_UNUSED)
{
  WbObjectsPanel *self = WB_OBJECTS_PANEL (widget);

  if (self->show_details)
    back_cb (self);
  else if (is_searching (self))
    stop_search_cb (self);
  else
    return FALSE;
  return TRUE;
}

/*
 * Object
 */

static void
wb_objects_panel_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  WbObjectsPanel *self = WB_OBJECTS_PANEL (object);

  switch ((WbObjectsPanelProperty) prop_id)
    {
    case PROP_MONITOR:
      g_value_set_object (value, self->monitor);
      break;
    case PROP_SELECTED:
      g_value_set_object (value, self->selected);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_SHOW_DETAILS:
      g_value_set_boolean (value, self->show_details);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_objects_panel_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  WbObjectsPanel *self = WB_OBJECTS_PANEL (object);

  switch ((WbObjectsPanelProperty) prop_id)
    {
    case PROP_MONITOR:
      wb_objects_panel_set_monitor (self, g_value_get_object (value));
      break;
    case PROP_SELECTED:
      wb_objects_panel_set_selected (self, g_value_get_object (value));
      break;
    case PROP_NARROW:
      wb_objects_panel_set_narrow (self, g_value_get_boolean (value));
      break;
    case PROP_SHOW_DETAILS:
      wb_objects_panel_set_show_details (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
wb_objects_panel_map (GtkWidget *widget)
{
  WbObjectsPanel *self = WB_OBJECTS_PANEL (widget);

  GTK_WIDGET_CLASS (wb_objects_panel_parent_class)->map (widget);

  self->timer = g_timeout_add_seconds (1, second_passed_cb, self);
}

static void
wb_objects_panel_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&WB_OBJECTS_PANEL (widget)->timer, g_source_remove);

  GTK_WIDGET_CLASS (wb_objects_panel_parent_class)->unmap (widget);
}

static void
wb_objects_panel_dispose (GObject *object)
{
  WbObjectsPanel *self = WB_OBJECTS_PANEL (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->list != NULL)
    drop_view (self);
  g_clear_object (&self->selected);
  g_clear_object (&self->monitor);
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_OBJECTS_PANEL);

  G_OBJECT_CLASS (wb_objects_panel_parent_class)->dispose (object);
}

static void
wb_objects_panel_finalize (GObject *object)
{
  g_ptr_array_unref (WB_OBJECTS_PANEL (object)->rows);

  G_OBJECT_CLASS (wb_objects_panel_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, WB_TYPE_MONITOR, flags);

  /**
   * WbObjectsPanel:selected:
   *
   * The selected object, which need not be in the list.
   */
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, WB_TYPE_TRACK, flags);

  /**
   * WbObjectsPanel:narrow:
   *
   * Whether the panel is a page of a narrow window, not a part of a wide one.
   */
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);

  /**
   * WbObjectsPanel:show-details:
   *
   * Whether details of the selected object are shown instead of the list.
   */
  properties[PROP_SHOW_DETAILS] = g_param_spec_boolean ("show-details", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (WB_TYPE_LIST_BIN);
  g_type_ensure (WB_TYPE_OBJECT_DETAILS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-objects-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, pages);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, content);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, head);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, search);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, list_bin);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, list);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, nothing);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, motion);
  gtk_widget_class_bind_template_child (widget_class, WbObjectsPanel, details);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_released_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
wb_objects_panel_class_init (WbObjectsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wb_objects_panel_dispose;
  object_class->finalize = wb_objects_panel_finalize;
  object_class->get_property = wb_objects_panel_get_property;
  object_class->set_property = wb_objects_panel_set_property;
  widget_class->map = wb_objects_panel_map;
  widget_class->unmap = wb_objects_panel_unmap;
  install_properties (object_class);

  /**
   * WbObjectsPanel::activated:
   * @track: the object
   *
   * The user wants to know more about an object, or where it is.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, WB_TYPE_TRACK);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  bind_template (widget_class);
}

static void
wb_objects_panel_init (WbObjectsPanel *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_row_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  show_content (self);
}

GtkWidget *
wb_objects_panel_new (void)
{
  return g_object_new (WB_TYPE_OBJECTS_PANEL, NULL);
}

void
wb_objects_panel_set_monitor (WbObjectsPanel *self,
                              WbMonitor *monitor)
{
  g_return_if_fail (WB_IS_OBJECTS_PANEL (self));
  g_return_if_fail (monitor == NULL || WB_IS_MONITOR (monitor));

  if (self->monitor == monitor)
    return;

  wb_objects_panel_set_selected (self, NULL);
  drop_view (self);
  wb_object_details_set_track (self->details, NULL, NULL);
  g_set_object (&self->monitor, monitor);
  if (monitor != NULL)
    connect_view (self);
  show_content (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MONITOR]);
}

WbTrack *
wb_objects_panel_get_selected (WbObjectsPanel *self)
{
  g_return_val_if_fail (WB_IS_OBJECTS_PANEL (self), NULL);

  return self->selected;
}

void
wb_objects_panel_set_selected (WbObjectsPanel *self,
                               WbTrack *track)
{
  g_return_if_fail (WB_IS_OBJECTS_PANEL (self));
  g_return_if_fail (track == NULL || WB_IS_TRACK (track));

  if (!g_set_object (&self->selected, track))
    return;

  if (self->selection != NULL)
    wb_track_selection_set_selected (self->selection, track);
  if (track == NULL)
    wb_objects_panel_set_show_details (self, FALSE);
  show_page (self);
  scroll_to_selected (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
wb_objects_panel_set_narrow (WbObjectsPanel *self,
                             gboolean narrow)
{
  g_return_if_fail (WB_IS_OBJECTS_PANEL (self));

  if (self->narrow == !!narrow)
    return;

  self->narrow = !!narrow;
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

gboolean
wb_objects_panel_get_show_details (WbObjectsPanel *self)
{
  g_return_val_if_fail (WB_IS_OBJECTS_PANEL (self), FALSE);

  return self->show_details;
}

void
wb_objects_panel_set_show_details (WbObjectsPanel *self,
                                   gboolean show_details)
{
  g_return_if_fail (WB_IS_OBJECTS_PANEL (self));

  if (self->show_details == !!show_details)
    return;

  self->show_details = !!show_details;
  show_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_DETAILS]);
}

/**
 * wb_objects_panel_focus_search:
 * @self: a panel
 *
 * Shows the list and lets the user type what to search for.
 */
void
wb_objects_panel_focus_search (WbObjectsPanel *self)
{
  g_return_if_fail (WB_IS_OBJECTS_PANEL (self));

  wb_objects_panel_set_show_details (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
