/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* The parts of an address: its query, the values of its variables, and what comes of them. */

#include "config.h"

#include "wb-address-parts.h"

#include "wb-address-text.h"
#include "wb-address.h"
#include "wb-parameter-row.h"
#include "wb-secret.h"
#include "wb-url.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An address with more of them is not made by hand; they can all be entered as variables. */
#define MAX_VALUE_ROWS 20

/* In characters. Who looks at more than that looks at nothing. */
#define MAX_PREVIEW_LENGTH 2000

/**
 * WbAddressParts:
 *
 * A row that unfolds, with the final address, a row for each parameter of the query and one for each
 * variable that is in the address. Nothing is changed before wb_address_parts_apply().
 */
struct _WbAddressParts {
  AdwExpanderRow parent_instance;

  /* Template children */
  GtkWidget *add;
  GtkWidget *preview_row;
  GtkLabel *preview;
  GtkWidget *split;

  /* Owned */
  WbProfile *profile;     /* what would come of it */
  WbVariables *variables; /* without what was entered here */
  GHashTable *entered;    /* names to values */
  GPtrArray *parameters;  /* of WbParameterRow, in their order; owned by the expander */
  GPtrArray *values;      /* the same for values: the title is the name of the variable */
};

enum {
  SIGNAL_CHANGED,
  SIGNAL_ADDRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WbAddressParts, wb_address_parts, ADW_TYPE_EXPANDER_ROW)

static void update (WbAddressParts *self);

static const WbVariable *
find_variable (WbAddressParts *self,
               const char *name)
{
  return wb_variables_find (self->variables, name, strlen (name));
}

/*
 * Values of variables
 */

static const char *
get_title (gpointer row)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

static const char *
get_value (WbAddressParts *self,
           const char *name)
{
  const WbVariable *variable = find_variable (self, name);

  return variable != NULL && variable->value != NULL ? variable->value : "";
}

/* What is as it was stays free to be changed among the variables. */
static void
value_changed_cb (WbAddressParts *self,
                  AdwEntryRow *row)
{
  const char *name = get_title (row);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));

  if (g_str_equal (text, get_value (self, name)))
    g_hash_table_remove (self->entered, name);
  else
    g_hash_table_replace (self->entered, g_strdup (name), g_strdup (text));
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
make_value_row (WbAddressParts *self,
                const char *name)
{
  const WbVariable *variable = find_variable (self, name);
  gboolean is_brought = wb_login_brings (wb_profile_get_login (self->profile), name);
  const char *entered = g_hash_table_lookup (self->entered, name);
  GtkWidget *row;

  if (is_brought || (variable != NULL && variable->is_secret))
    return g_object_new (ADW_TYPE_ACTION_ROW, "title", name, "subtitle",
                         is_brought ? _ ("Comes with the log-in") : _ ("Secret: see the variables"), NULL);

  row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", name, "activates-default", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (row), entered != NULL ? entered : get_value (self, name));
  g_signal_connect_object (row, "changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
remove_values (WbAddressParts *self,
               guint from)
{
  for (guint i = from; i < self->values->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->values, i));
  g_ptr_array_set_size (self->values, (gint) from);
}

/* Rows that may stay do, with their cursor. */
static void
show_values (WbAddressParts *self)
{
  g_auto(GStrv) names = wb_address_text_list_names (wb_profile_get_url (self->profile),
                                                    wb_profile_get_query (self->profile));
  guint same = 0;

  while (same < self->values->len && names[same] != NULL &&
         g_str_equal (get_title (g_ptr_array_index (self->values, same)), names[same]))
    same++;

  remove_values (self, same);
  for (guint i = same; i < MAX_VALUE_ROWS && names[i] != NULL; i++)
    {
      GtkWidget *row = make_value_row (self, names[i]);

      g_ptr_array_add (self->values, row);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
    }
}

/* Entered is what was typed and still has a row. Returns whether all of it could be set. */
static gboolean
set_values (WbAddressParts *self,
            WbVariables *variables)
{
  gboolean done = TRUE;

  for (guint i = 0; i < self->values->len; i++)
    {
      const char *name = get_title (g_ptr_array_index (self->values, i));
      const char *entered = g_hash_table_lookup (self->entered, name);
      const WbVariable *variable = wb_variables_find (variables, name, strlen (name));

      if (entered != NULL && (variable == NULL || !variable->is_secret))
        done = wb_variables_set (variables, name, entered, FALSE) && done;
    }
  return done;
}

/*
 * Parameters
 */

static const char *
find_parameter (const WbQuery *query,
                const char *name)
{
  for (guint i = 0; i < wb_query_get_length (query); i++)
    if (g_str_equal (wb_query_get (query, i)->name, name))
      return wb_query_get (query, i)->value;
  return NULL;
}

/* Values that are called like secrets become some, if @variables are given to keep them. */
static WbQuery *
make_query (WbAddressParts *self,
            const WbQuery *before,
            WbVariables *variables)
{
  WbQuery *query = wb_query_new ();

  for (guint i = 0; i < self->parameters->len; i++)
    {
      WbPairRow *row = g_ptr_array_index (self->parameters, i);
      const char *name = wb_pair_row_get_name (row);
      const char *value = wb_pair_row_get_value (row);
      g_autofree char *secret = NULL;

      if (variables != NULL && wb_secret_is_name (name, strlen (name)))
        secret = wb_variables_replace_secret (variables, find_parameter (before, name), value, name);
      if (!wb_pair_row_is_empty (row))
        wb_query_add (query, wb_parameter_row_is_enabled (WB_PARAMETER_ROW (row)), name, secret != NULL ? secret : value);
    }
  return query;
}

static void
parameter_changed_cb (WbAddressParts *self)
{
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
removed_cb (WbAddressParts *self,
            GtkWidget *row)
{
  wb_pair_row_pass_focus (WB_PAIR_ROW (row), self->add);
  g_ptr_array_remove (self->parameters, row);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), row);
  parameter_changed_cb (self);
}

/* Rows can only be added at the end, where the values are to be: these are made anew. */
static GtkWidget *
add_parameter (WbAddressParts *self,
               const WbQueryRow *parameter)
{
  GtkWidget *row = wb_parameter_row_new (parameter);

  remove_values (self, 0);
  g_ptr_array_add (self->parameters, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (parameter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static void
add_parameters (WbAddressParts *self,
                const WbQuery *query)
{
  for (guint i = 0; i < wb_query_get_length (query) && self->parameters->len < WB_MAX_QUERY_ROWS; i++)
    add_parameter (self, wb_query_get (query, i));
}

static void
add_cb (WbAddressParts *self)
{
  GtkWidget *row;

  if (self->parameters->len == WB_MAX_QUERY_ROWS)
    return;

  row = add_parameter (self, NULL);
  update (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (row);
}

/* Takes the query out of the address; @query has the rows there are already. */
static char *
take_query (WbAddressParts *self,
            WbQuery *query)
{
  for (guint i = 0; i < self->parameters->len; i++)
    wb_query_add (query, FALSE, "", "");
  return wb_address_text_take_query (wb_profile_get_url (self->profile), query);
}

static void
split_cb (WbAddressParts *self)
{
  guint before = self->parameters->len;
  g_autoptr(WbQuery) query = wb_query_new ();
  g_autofree char *rest = take_query (self, query);

  for (guint i = before; i < wb_query_get_length (query); i++)
    add_parameter (self, wb_query_get (query, i));
  /* The query can be a “?” alone. */
  gtk_widget_grab_focus (self->parameters->len > before ? g_ptr_array_index (self->parameters, before) : self->add);
  wb_address_parts_set_address (self, rest);
  g_signal_emit (self, signals[SIGNAL_ADDRESS], 0, rest);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/*
 * What comes of it
 */

static void
show_text (WbAddressParts *self,
           const char *text,
           gboolean is_problem)
{
  GtkWidget *preview = GTK_WIDGET (self->preview);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) > MAX_PREVIEW_LENGTH)
    {
      g_autofree char *cut = g_utf8_substring (text, 0, MAX_PREVIEW_LENGTH);

      start = g_strconcat (cut, "…", NULL);
    }
  gtk_label_set_text (self->preview, start != NULL ? start : text);
  /* Addresses begin at the left in any language. */
  gtk_widget_set_direction (preview, is_problem ? GTK_TEXT_DIR_NONE : GTK_TEXT_DIR_LTR);
  if (is_problem)
    gtk_widget_add_css_class (preview, "wb-status-failed");
  else
    gtk_widget_remove_css_class (preview, "wb-status-failed");
}

static void
show_preview (WbAddressParts *self)
{
  const char *url = wb_profile_get_url (self->profile);
  g_autoptr(GError) error = NULL;
  g_autofree char *address = wb_address_preview (self->profile, &error);
  g_autoptr(WbQuery) query = wb_query_new ();
  g_autofree char *rest = take_query (self, query);

  gtk_widget_set_visible (self->preview_row, *url != '\0');
  gtk_widget_set_visible (self->split, !g_str_equal (rest, url));
  show_text (self, address != NULL ? address : error->message, address == NULL);
}

/* Everything that was entered, put together. */
static void
update (WbAddressParts *self)
{
  g_autoptr(WbQuery) query = make_query (self, NULL, NULL);
  g_autoptr(WbVariables) variables = wb_variables_copy (self->variables);

  g_object_set (self->profile, "query", query, NULL);
  show_values (self);
  set_values (self, variables);
  g_object_set (self->profile, "variables", variables, NULL);
  show_preview (self);
}

static void
wb_address_parts_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_ADDRESS_PARTS);

  G_OBJECT_CLASS (wb_address_parts_parent_class)->dispose (object);
}

static void
wb_address_parts_finalize (GObject *object)
{
  WbAddressParts *self = WB_ADDRESS_PARTS (object);

  g_object_unref (self->profile);
  wb_variables_unref (self->variables);
  g_hash_table_unref (self->entered);
  g_ptr_array_unref (self->parameters);
  g_ptr_array_unref (self->values);

  G_OBJECT_CLASS (wb_address_parts_parent_class)->finalize (object);
}

static void
wb_address_parts_class_init (WbAddressPartsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_address_parts_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_address_parts_finalize;

  /**
   * WbAddressParts::changed:
   *
   * Something was entered that can be right or wrong.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", WB_TYPE_ADDRESS_PARTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);

  /**
   * WbAddressParts::address:
   * @address: what is left of it
   *
   * The query of the address that was typed is rows now: this is to stand in its place.
   */
  signals[SIGNAL_ADDRESS] = g_signal_new ("address", WB_TYPE_ADDRESS_PARTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/whereabouts/Whereabouts/ui/wb-address-parts.ui");
  gtk_widget_class_bind_template_child (widget_class, WbAddressParts, add);
  gtk_widget_class_bind_template_child (widget_class, WbAddressParts, preview_row);
  gtk_widget_class_bind_template_child (widget_class, WbAddressParts, preview);
  gtk_widget_class_bind_template_child (widget_class, WbAddressParts, split);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, split_cb);
}

static void
wb_address_parts_init (WbAddressParts *self)
{
  self->profile = wb_profile_new ("");
  self->variables = wb_variables_new ();
  self->entered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->parameters = g_ptr_array_new ();
  self->values = g_ptr_array_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Rows that unfold take no name from their title. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)), -1);
}

/**
 * wb_address_parts_show:
 * @self: parts that nothing was entered into
 * @profile: whose address to show
 */
void
wb_address_parts_show (WbAddressParts *self,
                       WbProfile *profile)
{
  g_return_if_fail (WB_IS_ADDRESS_PARTS (self));

  add_parameters (self, wb_profile_get_query (profile));
  wb_address_parts_refresh (self, profile);
}

/**
 * wb_address_parts_set_address:
 * @self: parts
 * @address: what is being typed
 *
 * Shows what comes of it. Parameters stay, and so do the values of variables that come back.
 */
void
wb_address_parts_set_address (WbAddressParts *self,
                              const char *address)
{
  g_return_if_fail (WB_IS_ADDRESS_PARTS (self));

  g_object_set (self->profile, "url", address, NULL);
  update (self);
}

/**
 * wb_address_parts_refresh:
 * @self: parts
 * @profile: a profile with what was entered elsewhere: address, variables, sign-in, log-in
 *
 * Shows what comes of it; what was entered here stays.
 */
void
wb_address_parts_refresh (WbAddressParts *self,
                          WbProfile *profile)
{
  WbVariables *variables;

  g_return_if_fail (WB_IS_ADDRESS_PARTS (self));
  g_return_if_fail (WB_IS_PROFILE (profile));

  variables = wb_variables_copy (wb_profile_get_variables (profile));
  wb_variables_unref (self->variables);
  self->variables = variables;
  g_object_unref (self->profile);
  self->profile = wb_profile_copy (profile);
  remove_values (self, 0);
  update (self);
}

/**
 * wb_address_parts_is_valid:
 * @self: parts
 *
 * Returns: whether all parameters have names and all values have room; what is wrong stands beside it
 */
gboolean
wb_address_parts_is_valid (WbAddressParts *self)
{
  g_autoptr(WbVariables) probe = NULL;

  g_return_val_if_fail (WB_IS_ADDRESS_PARTS (self), FALSE);

  for (guint i = 0; i < self->parameters->len; i++)
    if (!wb_parameter_row_is_valid (g_ptr_array_index (self->parameters, i)))
      return FALSE;
  probe = wb_variables_copy (self->variables);
  return set_values (self, probe);
}

/**
 * wb_address_parts_apply:
 * @self: parts
 * @profile: gets the query, the values that were entered, and a secret variable for each parameter
 *   that is called like a secret; the list of variables is to be applied before
 */
void
wb_address_parts_apply (WbAddressParts *self,
                        WbProfile *profile)
{
  g_autoptr(WbVariables) variables = NULL;
  g_autoptr(WbQuery) query = NULL;

  g_return_if_fail (WB_IS_ADDRESS_PARTS (self));
  g_return_if_fail (WB_IS_PROFILE (profile));

  variables = wb_variables_copy (wb_profile_get_variables (profile));
  set_values (self, variables);
  query = make_query (self, wb_profile_get_query (profile), variables);
  g_object_set (profile, "query", query, NULL);
  if (!wb_variables_equal (variables, wb_profile_get_variables (profile)))
    g_object_set (profile, "variables", variables, NULL);
}
