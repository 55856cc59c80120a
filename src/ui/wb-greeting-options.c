/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Whereabouts authors */

/* What is sent after connecting, to be edited. */

#include "config.h"

#include "wb-greeting-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * WbGreetingOptions:
 *
 * One message can be edited, which is the first that is text. A file may have more, also binary ones:
 * they are counted here and stay as they are. Nothing is changed before wb_greeting_options_apply().
 */
struct _WbGreetingOptions {
  AdwPreferencesGroup parent_instance;

  /* Owned */
  GPtrArray *messages; /* of WbMessage: all that were there */
  WbMessage *edited;   /* one of them, NULL if none is text */
  char *text;          /* of it, as the entry shows it; "" without one */

  /* Template children */
  GtkEditable *entry;
};

G_DEFINE_FINAL_TYPE (WbGreetingOptions, wb_greeting_options, ADW_TYPE_PREFERENCES_GROUP)

static WbMessage *
find_text (GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    {
      WbMessage *message = g_ptr_array_index (messages, i);

      if (message->kind == WB_MESSAGE_TEXT)
        return message;
    }
  return NULL;
}

static char *
dup_text (WbMessage *message)
{
  gsize length = 0;
  const char *data = message != NULL ? wb_message_get_text (message, &length) : NULL;

  return data != NULL ? g_strndup (data, length) : g_strdup ("");
}

static void
count_others (WbGreetingOptions *self)
{
  guint count = self->messages->len - (self->edited != NULL);
  g_autofree char *note = NULL;

  if (count > 0)
    note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more message is sent, which stays as it is.",
                                         "%u more messages are sent, which stay as they are.", count),
                            count);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), note);
}

static void
wb_greeting_options_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), WB_TYPE_GREETING_OPTIONS);

  G_OBJECT_CLASS (wb_greeting_options_parent_class)->dispose (object);
}

static void
wb_greeting_options_finalize (GObject *object)
{
  WbGreetingOptions *self = WB_GREETING_OPTIONS (object);

  g_clear_pointer (&self->edited, wb_message_unref);
  g_ptr_array_unref (self->messages);
  g_free (self->text);

  G_OBJECT_CLASS (wb_greeting_options_parent_class)->finalize (object);
}

static void
wb_greeting_options_class_init (WbGreetingOptionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wb_greeting_options_dispose;
  G_OBJECT_CLASS (klass)->finalize = wb_greeting_options_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/app/whereabouts/Whereabouts/ui/wb-greeting-options.ui");
  gtk_widget_class_bind_template_child (widget_class, WbGreetingOptions, entry);
}

static void
wb_greeting_options_init (WbGreetingOptions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) wb_message_unref);
  self->text = g_strdup ("");
}

/**
 * wb_greeting_options_show:
 * @self: options that nothing was entered into
 * @profile: what to show
 */
void
wb_greeting_options_show (WbGreetingOptions *self,
                          WbProfile *profile)
{
  GPtrArray *messages;

  g_return_if_fail (WB_IS_GREETING_OPTIONS (self));

  messages = wb_profile_get_on_connect (profile);
  for (guint i = 0; i < messages->len; i++)
    g_ptr_array_add (self->messages, wb_message_ref (g_ptr_array_index (messages, i)));
  self->edited = find_text (self->messages);
  if (self->edited != NULL)
    wb_message_ref (self->edited);
  g_free (self->text);
  self->text = dup_text (self->edited);
  wb_greeting_options_set_text (self, NULL);
  count_others (self);
}

/**
 * wb_greeting_options_set_text:
 * @self: the options
 * @text: (nullable): what to send, %NULL for what was sent until now
 */
void
wb_greeting_options_set_text (WbGreetingOptions *self,
                              const char *text)
{
  g_return_if_fail (WB_IS_GREETING_OPTIONS (self));

  gtk_editable_set_text (self->entry, text != NULL ? text : self->text);
}

/**
 * wb_greeting_options_get_text:
 * @self: the options
 *
 * Returns: what was entered
 */
const char *
wb_greeting_options_get_text (WbGreetingOptions *self)
{
  g_return_val_if_fail (WB_IS_GREETING_OPTIONS (self), "");

  return gtk_editable_get_text (self->entry);
}

static void
add_entered (WbGreetingOptions *self,
             WbProfile *profile)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr(GBytes) payload = g_bytes_new (text, strlen (text));

  if (*text != '\0')
    wb_profile_add_on_connect (profile, WB_MESSAGE_TEXT, payload);
}

/**
 * wb_greeting_options_apply:
 * @self: the options
 * @profile: where to put what was entered, in its place among the others
 */
void
wb_greeting_options_apply (WbGreetingOptions *self,
                           WbProfile *profile)
{
  GPtrArray *messages;
  gboolean changed;

  g_return_if_fail (WB_IS_GREETING_OPTIONS (self));

  messages = wb_profile_get_on_connect (profile);
  changed = !g_str_equal (gtk_editable_get_text (self->entry), self->text);
  g_ptr_array_set_size (messages, 0);
  for (guint i = 0; i < self->messages->len; i++)
    if (changed && g_ptr_array_index (self->messages, i) == self->edited)
      add_entered (self, profile);
    else
      g_ptr_array_add (messages, wb_message_ref (g_ptr_array_index (self->messages, i)));
  if (self->edited == NULL)
    add_entered (self, profile);
}
