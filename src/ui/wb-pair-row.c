/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* A name and its value, to be edited. */

#include "config.h"

#include "wb-pair-row.h"

#include "wb-focus.h"
#include "wb-secret.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbPairRow:
 *
 * Name over value, a button to remove both, and a note below. The value of what is called like a
 * secret is hidden while it is typed, until the user asks to see it.
 */
typedef struct {
  /* Template children */
  GtkBox *head;
  GtkEntry *name;
  GtkWidget *remove;
  GtkEntry *value;
  GtkLabel *note;
} WbPairRowPrivate;

typedef enum {
  PROP_NAME_LABEL = 1,
  PROP_REMOVE_LABEL,
  PROP_PREFIX,
  PROP_SUFFIX,
} WbPairRowProperty;

enum {
  SIGNAL_CHANGED,
  SIGNAL_REMOVED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_SUFFIX + 1];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (WbPairRow, wb_pair_row, ADW_TYPE_PREFERENCES_ROW)

static WbPairRowPrivate *
get_private (WbPairRow *self)
{
  return wb_pair_row_get_instance_private (self);
}

static void
hide_value (WbPairRow *self,
            gboolean hidden)
{
  GtkEntry *value = get_private (self)->value;

  gtk_entry_set_visibility (value, !hidden);
  gtk_entry_set_icon_from_icon_name (value, GTK_ENTRY_ICON_SECONDARY, hidden ? "view-reveal-symbolic" : NULL);
  gtk_entry_set_icon_tooltip_text (value, GTK_ENTRY_ICON_SECONDARY, hidden ? _ ("Show") : NULL);
}

static void
set_label (GtkWidget *widget,
           const char *label)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
revealed_cb (WbPairRow *self)
{
  hide_value (self, FALSE);
}

static void
changed_cb (WbPairRow *self)
{
  wb_pair_row_emit_changed (self);
}

static void
name_changed_cb (WbPairRow *self)
{
  WB_PAIR_ROW_GET_CLASS (self)->name_changed (self);
  wb_pair_row_emit_changed (self);
}

static void
remove_cb (WbPairRow *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static void
wb_pair_row_name_changed (WbPairRow *self)
{
  hide_value (self, wb_pair_row_has_secret_name (self));
}

static gboolean
wb_pair_row_grab_focus (GtkWidget *widget)
{
  return wb_focus_pass_on (widget, GTK_WIDGET (get_private (WB_PAIR_ROW (widget))->name));
}

static void
wb_pair_row_set_property (GObject *object,
                          guint property_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  WbPairRowPrivate *priv = get_private (WB_PAIR_ROW (object));

  switch ((WbPairRowProperty) property_id)
    {
    case PROP_NAME_LABEL:
      gtk_entry_set_placeholder_text (priv->name, g_value_get_string (value));
      set_label (GTK_WIDGET (priv->name), g_value_get_string (value));
      break;
    case PROP_REMOVE_LABEL:
      gtk_widget_set_tooltip_text (priv->remove, g_value_get_string (value));
      set_label (priv->remove, g_value_get_string (value));
      break;
    case PROP_PREFIX:
      gtk_box_prepend (priv->head, g_value_get_object (value));
      break;
    case PROP_SUFFIX:
      gtk_box_insert_child_after (priv->head, g_value_get_object (value), GTK_WIDGET (priv->name));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  /**
   * WbPairRow:name-label:
   *
   * What the name is of.
   */
  properties[PROP_NAME_LABEL] = g_param_spec_string ("name-label", NULL, NULL, NULL, flags);

  /**
   * WbPairRow:remove-label:
   *
   * What the button to remove the row is called.
   */
  properties[PROP_REMOVE_LABEL] = g_param_spec_string ("remove-label", NULL, NULL, NULL, flags);

  /**
   * WbPairRow:prefix:
   *
   * A control before the name; set once.
   */
  properties[PROP_PREFIX] = g_param_spec_object ("prefix", NULL, NULL, GTK_TYPE_WIDGET, flags);

  /**
   * WbPairRow:suffix:
   *
   * A control after the name; set once.
   */
  properties[PROP_SUFFIX] = g_param_spec_object ("suffix", NULL, NULL, GTK_TYPE_WIDGET, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
install_signals (void)
{
  /**
   * WbPairRow::changed:
   *
   * Something was typed or chosen.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_PAIR_ROW, G_SIGNAL_RUN_FIRST,
                                          G_STRUCT_OFFSET (WbPairRowClass, changed), NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  /**
   * WbPairRow::removed:
   *
   * The user does not want this pair.
   */
  signals[SIGNAL_REMOVED] =
      g_signal_new ("removed", WB_TYPE_PAIR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wb_pair_row_class_init (WbPairRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = wb_pair_row_set_property;
  widget_class->grab_focus = wb_pair_row_grab_focus;
  klass->name_changed = wb_pair_row_name_changed;

  install_properties (object_class);
  install_signals ();

  gtk_widget_class_set_template_from_resource (widget_class, "/app/whereabouts/Whereabouts/ui/wb-pair-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, WbPairRow, head);
  gtk_widget_class_bind_template_child_private (widget_class, WbPairRow, name);
  gtk_widget_class_bind_template_child_private (widget_class, WbPairRow, remove);
  gtk_widget_class_bind_template_child_private (widget_class, WbPairRow, value);
  gtk_widget_class_bind_template_child_private (widget_class, WbPairRow, note);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
wb_pair_row_init (WbPairRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_pair_row_set:
 * @self: a row
 * @name: the name
 * @value: its value
 *
 * Shows a pair.
 */
void
wb_pair_row_set (WbPairRow *self,
                 const char *name,
                 const char *value)
{
  g_return_if_fail (WB_IS_PAIR_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->value), value);
  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->name), name);
}

const char *
wb_pair_row_get_name (WbPairRow *self)
{
  g_return_val_if_fail (WB_IS_PAIR_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->name));
}

const char *
wb_pair_row_get_value (WbPairRow *self)
{
  g_return_val_if_fail (WB_IS_PAIR_ROW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->value));
}

/**
 * wb_pair_row_is_empty:
 * @self: a row
 *
 * Returns: whether nothing was typed, so that there is no pair
 */
gboolean
wb_pair_row_is_empty (WbPairRow *self)
{
  g_return_val_if_fail (WB_IS_PAIR_ROW (self), TRUE);

  return *wb_pair_row_get_name (self) == '\0' && *wb_pair_row_get_value (self) == '\0';
}

/**
 * wb_pair_row_has_secret_name:
 * @self: a row
 *
 * Returns: whether it is called like a secret
 */
gboolean
wb_pair_row_has_secret_name (WbPairRow *self)
{
  const char *name;

  g_return_val_if_fail (WB_IS_PAIR_ROW (self), FALSE);

  name = wb_pair_row_get_name (self);
  return wb_secret_is_name (name, strlen (name));
}

/**
 * wb_pair_row_get_value_entry:
 * @self: a row
 *
 * For rows that decide themselves how the value is shown.
 *
 * Returns: (transfer none): where the value is typed
 */
GtkEntry *
wb_pair_row_get_value_entry (WbPairRow *self)
{
  g_return_val_if_fail (WB_IS_PAIR_ROW (self), NULL);

  return get_private (self)->value;
}

/**
 * wb_pair_row_set_note:
 * @self: a row
 * @note: (nullable): what stands below, %NULL for nothing
 * @is_problem: whether it says what is wrong
 */
void
wb_pair_row_set_note (WbPairRow *self,
                      const char *note,
                      gboolean is_problem)
{
  const char *const classes[] = { "caption", is_problem ? "wb-status-failed" : "dim-label", NULL };
  GtkLabel *label;

  g_return_if_fail (WB_IS_PAIR_ROW (self));

  label = get_private (self)->note;
  gtk_label_set_text (label, note != NULL ? note : "");
  gtk_widget_set_css_classes (GTK_WIDGET (label), (const char **) classes);
  gtk_widget_set_visible (GTK_WIDGET (label), note != NULL);
}

/**
 * wb_pair_row_emit_changed:
 * @self: a row
 *
 * Tells that a control of a row of its own kind was changed.
 */
void
wb_pair_row_emit_changed (WbPairRow *self)
{
  g_return_if_fail (WB_IS_PAIR_ROW (self));

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * wb_pair_row_pass_focus:
 * @self: a row that goes
 * @add: the button that adds one
 *
 * Moves the keyboard to the row after it, else to the one before, else to @add.
 */
void
wb_pair_row_pass_focus (WbPairRow *self,
                        GtkWidget *add)
{
  GtkWidget *next, *previous;

  g_return_if_fail (WB_IS_PAIR_ROW (self));

  next = gtk_widget_get_next_sibling (GTK_WIDGET (self));
  previous = gtk_widget_get_prev_sibling (GTK_WIDGET (self));
  if (next != NULL && WB_IS_PAIR_ROW (next))
    gtk_widget_grab_focus (next);
  else if (previous != NULL && WB_IS_PAIR_ROW (previous))
    gtk_widget_grab_focus (previous);
  else
    gtk_widget_grab_focus (add);
}
