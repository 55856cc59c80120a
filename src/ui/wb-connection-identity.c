/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What a connection is in the list and on the map, to be edited, and what its file says about it.
 */

#include "config.h"

#include "wb-connection-identity.h"

#include "wb-colour-bar.h"
#include "wb-format-text.h"
#include "wb-profile-file.h"
#include "wb-time.h"

#include <glib/gi18n-lib.h>

/**
 * WbConnectionIdentity:
 *
 * A group of rows. Nothing is changed before wb_connection_identity_apply().
 */
struct _WbConnectionIdentity
{
  AdwPreferencesGroup parent_instance;

  /* Template children */
  AdwComboRow *colour; /* its choices: automatic, then the colours of the palette in their order */
  WbColourBar *bar;
  GtkSwitch *connect_at_start;
  AdwExpanderRow *file;

  /* State */
  GPtrArray *facts; /* rows of the expander, which owns them */
};

G_DEFINE_FINAL_TYPE (WbConnectionIdentity, wb_connection_identity, ADW_TYPE_PREFERENCES_GROUP)

/* What other programs write into files. */
static const struct
{
  const char *member;
  const char *title;
} members[] = {
  { "createdBy", N_ ("Created by") },
  { "createdAt", N_ ("Created") },
  { "handler", N_ ("Handler on the server") },
  { "location", N_ ("Location in the project") },
};

static void
colour_chosen_cb (WbConnectionIdentity *self)
{
  guint selected = adw_combo_row_get_selected (self->colour);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), selected > 0);
  if (selected > 0)
    wb_colour_bar_set_number (self->bar, selected - 1);
}

/* A time that is none is shown as it stands there. */
static char *
dup_fact (WbProfile *profile,
          const char *member)
{
  g_autofree char *text = wb_profile_file_dup_member (profile, member);
  gint64 time;

  if (text != NULL && g_str_equal (member, "createdAt") && wb_time_parse (text, &time))
    return wb_format_clock (time, g_get_real_time ());
  return g_steal_pointer (&text);
}

static void
add_fact (WbConnectionIdentity *self,
          const char *title,
          const char *fact)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (fact, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_expander_row_add_row (self->file, row);
  g_ptr_array_add (self->facts, row);
}

static void
show_facts (WbConnectionIdentity *self,
            WbProfile *profile)
{
  GFile *file = wb_profile_file_get_file (profile);
  g_autofree char *where = file != NULL ? g_file_get_parse_name (file) : NULL;

  for (guint i = 0; i < self->facts->len; i++)
    adw_expander_row_remove (self->file, g_ptr_array_index (self->facts, i));
  g_ptr_array_set_size (self->facts, 0);

  if (where != NULL)
    add_fact (self, _ ("File"), where);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *fact = dup_fact (profile, members[i].member);

      if (fact != NULL && *fact != '\0')
        add_fact (self, _ (members[i].title), fact);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->file), self->facts->len > 0);
}

static void
wb_connection_identity_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_CONNECTION_IDENTITY);

  G_OBJECT_CLASS (wb_connection_identity_parent_class)->dispose (object);
}

static void
wb_connection_identity_finalize (GObject *object)
{
  g_ptr_array_unref (WB_CONNECTION_IDENTITY (object)->facts);

  G_OBJECT_CLASS (wb_connection_identity_parent_class)->finalize (object);
}

static void
wb_connection_identity_class_init (WbConnectionIdentityClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_connection_identity_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_connection_identity_finalize;

  g_type_ensure (WB_TYPE_COLOUR_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-connection-identity.ui");
  gtk_widget_class_bind_template_child (widget_class, WbConnectionIdentity, colour);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionIdentity, bar);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionIdentity, connect_at_start);
  gtk_widget_class_bind_template_child (widget_class, WbConnectionIdentity, file);
  gtk_widget_class_bind_template_callback (widget_class, colour_chosen_cb);
}

static void
wb_connection_identity_init (WbConnectionIdentity *self)
{
  self->facts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * wb_connection_identity_show:
 * @self: a group
 * @profile: what to begin with
 */
void
wb_connection_identity_show (WbConnectionIdentity *self,
                             WbProfile *profile)
{
  guint choices = g_list_model_get_n_items (adw_combo_row_get_model (self->colour));
  gboolean connects;
  int colour;

  g_return_if_fail (WB_IS_CONNECTION_IDENTITY (self));

  g_object_get (profile, "colour", &colour, "connect-at-start", &connects, NULL);
  adw_combo_row_set_selected (self->colour, colour < 0 ? 0 : 1 + (guint) colour % (choices - 1));
  gtk_switch_set_active (self->connect_at_start, connects);
  show_facts (self, profile);
}

/**
 * wb_connection_identity_apply:
 * @self: a group
 * @profile: what to change
 */
void
wb_connection_identity_apply (WbConnectionIdentity *self,
                              WbProfile *profile)
{
  g_return_if_fail (WB_IS_CONNECTION_IDENTITY (self));

  g_object_set (profile, "colour", (int) adw_combo_row_get_selected (self->colour) - 1,
                "connect-at-start", gtk_switch_get_active (self->connect_at_start), NULL);
}
