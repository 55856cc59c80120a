/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* Names and values below each other.
 *
 * What is shown is told anew each time; labels that say the same stay untouched, so that nothing
 * flickers and what the user selected stays selected. */

#include "config.h"

#include "wb-fact-list.h"

#define NAME_WIDTH 84
#define NAME_MAX_CHARS 11
#define VALUE_MAX_CHARS 24

typedef struct {
  GtkLabel *name;
  GtkLabel *value;
} Fact;

/**
 * WbFactList:
 *
 * A grid of two columns. To say what it shows call wb_fact_list_begin(), wb_fact_list_add() for
 * each fact, and wb_fact_list_end().
 */
struct _WbFactList {
  GtkGrid parent_instance;

  GArray *facts; /* of Fact, owned by the grid */
  guint next;    /* the row to fill next */
  gboolean selectable;
};

G_DEFINE_FINAL_TYPE (WbFactList, wb_fact_list, GTK_TYPE_GRID)

static GtkLabel *
make_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_widget_set_valign (GTK_WIDGET (label), GTK_ALIGN_BASELINE);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static Fact
add_row (WbFactList *self,
         int row)
{
  Fact fact = { make_label ("wb-fact-name"), make_label ("wb-fact-value") };
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  /* Where a value is broken, nothing may look as if it were part of it. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_widget_set_size_request (GTK_WIDGET (fact.name), NAME_WIDTH, -1);
  gtk_label_set_ellipsize (fact.name, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (fact.name, NAME_MAX_CHARS);
  gtk_label_set_selectable (fact.value, self->selectable);
  if (self->selectable)
    {
      gtk_label_set_wrap (fact.value, TRUE);
      gtk_label_set_wrap_mode (fact.value, PANGO_WRAP_WORD_CHAR);
    }
  else
    gtk_label_set_ellipsize (fact.value, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_attributes (fact.value, attributes);
  gtk_label_set_max_width_chars (fact.value, VALUE_MAX_CHARS);
  gtk_label_set_width_chars (fact.value, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (fact.value), TRUE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (fact.value), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  fact.name, NULL, -1);
  gtk_grid_attach (GTK_GRID (self), GTK_WIDGET (fact.name), 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self), GTK_WIDGET (fact.value), 1, row, 1, 1);
  return fact;
}

/* Setting a text ends its selection. */
static void
set_text (GtkLabel *label,
          const char *text)
{
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

static void
wb_fact_list_finalize (GObject *object)
{
  g_array_unref (WB_FACT_LIST (object)->facts);

  G_OBJECT_CLASS (wb_fact_list_parent_class)->finalize (object);
}

static void
wb_fact_list_class_init (WbFactListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wb_fact_list_finalize;
}

static void
wb_fact_list_init (WbFactList *self)
{
  self->facts = g_array_new (FALSE, FALSE, sizeof (Fact));
  self->selectable = TRUE;
}

/**
 * wb_fact_list_set_selectable:
 * @self: an empty list
 * @selectable: whether values can be selected; then the keyboard stops at each. Others are one line each,
 *   with what does not fit in a tooltip
 */
void
wb_fact_list_set_selectable (WbFactList *self,
                             gboolean selectable)
{
  g_return_if_fail (WB_IS_FACT_LIST (self));
  g_return_if_fail (self->facts->len == 0);

  self->selectable = selectable;
}

void
wb_fact_list_begin (WbFactList *self)
{
  g_return_if_fail (WB_IS_FACT_LIST (self));

  self->next = 0;
}

/**
 * wb_fact_list_add:
 * @self: a list
 * @name: what is told
 * @value: (nullable): what is known of it; without, the fact is left out
 */
void
wb_fact_list_add (WbFactList *self,
                  const char *name,
                  const char *value)
{
  Fact fact;

  g_return_if_fail (WB_IS_FACT_LIST (self));

  if (value == NULL)
    return;
  if (self->next == self->facts->len)
    {
      fact = add_row (self, (int) self->next);
      g_array_append_val (self->facts, fact);
    }

  fact = g_array_index (self->facts, Fact, self->next++);
  set_text (fact.name, name);
  set_text (fact.value, value);
  gtk_widget_set_tooltip_text (GTK_WIDGET (fact.name),
                               g_utf8_strlen (name, -1) > NAME_MAX_CHARS ? name : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (fact.value),
                               !self->selectable && g_utf8_strlen (value, -1) > VALUE_MAX_CHARS ? value : NULL);
  gtk_widget_set_visible (GTK_WIDGET (fact.name), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (fact.value), TRUE);
}

/**
 * wb_fact_list_end:
 * @self: a list
 *
 * Returns: how many facts there are
 */
guint
wb_fact_list_end (WbFactList *self)
{
  g_return_val_if_fail (WB_IS_FACT_LIST (self), 0);

  for (guint i = self->next; i < self->facts->len; i++)
    {
      Fact fact = g_array_index (self->facts, Fact, i);

      gtk_widget_set_visible (GTK_WIDGET (fact.name), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (fact.value), FALSE);
    }
  return self->next;
}
