# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Whether every text can be translated, and whether the translations are whole and sound."""

import gettext
import io
import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(os.environ["SOURCE_ROOT"])
PO = ROOT / "po"
LANGUAGES = (PO / "LINGUAS").read_text(encoding="utf-8").split()
POTFILES = (PO / "POTFILES").read_text(encoding="utf-8").split()

# The functions of the sources that take texts, as xgettext wants them. Meson's preset has more.
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dngettext:2,3"]
CALL = re.compile(r"\b(?:%s) \(" % "|".join(word.split(":")[0] for word in KEYWORDS))
OTHER_CALL = re.compile(r"\b(?:Q_|(?:g_)?d?c?n?p?gettext2?) \(")
MARKS = {
    "*.c": CALL,
    "*.ui": re.compile(r'translatable="yes"'),
    "*.desktop.in": re.compile(r"^Name=", re.MULTILINE),
    "*.gschema.xml.in": re.compile("<summary>"),
    "*.metainfo.xml.in": re.compile("<summary>"),
    "*.mime.xml.in": re.compile("<comment>"),
}

# {braces} and %s are put in by the program, whether or not xgettext took the text for a format.
PLACEHOLDER = re.compile(r"\{\w+\}|%(?:\d+\$)?([-#0-9.*]*(?:l|ll|z)?[a-zA-Z%])")
MARKUP = re.compile(r"</?\w+>|&\w+;")

# The format of a date may say the same in another way.
DATES = {"%-d %B %Y"}


def run(*arguments):
    """What a program prints; an error with what it complains about if it fails."""
    result = subprocess.run(arguments, capture_output=True, check=False, cwd=ROOT)
    if result.returncode != 0:
        raise AssertionError(result.stderr.decode())
    return result.stdout


def read(language):
    """Pairs of a text and its translation; each form of a plural is a pair of its own."""
    compiled = run("msgfmt", "-o", "-", PO / f"{language}.po")
    catalogue = gettext.GNUTranslations(io.BytesIO(compiled))._catalog  # pylint: disable=W0212
    for key, translation in catalogue.items():
        text = key[0] if isinstance(key, tuple) else key
        if text:
            yield text.rpartition("\x04")[2], translation


def placeholders(text):
    """Sorted, because a translation may name them in another order."""
    return sorted(match[1] or match[0] for match in PLACEHOLDER.finditer(text))


class Sources(unittest.TestCase):
    def test_files_are_listed(self):
        """POTFILES has exactly the files that hold texts, from A to Z."""
        found = (path for folder in ("src", "data") for pattern, mark in MARKS.items()
                 for path in (ROOT / folder).rglob(pattern)
                 if mark.search(path.read_text(encoding="utf-8")))
        self.assertEqual({str(path.relative_to(ROOT)) for path in found} ^ set(POTFILES), set())
        self.assertEqual(POTFILES, sorted(POTFILES))

    def test_functions_are_known(self):
        """A function that nobody told xgettext about would hide its texts."""
        for path in (ROOT / "src").rglob("*.c"):
            text = path.read_text(encoding="utf-8").replace("g_dngettext (", "")
            self.assertIsNone(OTHER_CALL.search(text), path)

    def test_formats_are_whole(self):
        """A macro such as G_GUINT64_FORMAT ends the text that xgettext sees."""
        for path in (ROOT / "src").rglob("*.c"):
            text = path.read_text(encoding="utf-8")
            self.assertIsNone(re.search(r'\b_ \((?:"[^"]*"\s*)+G_\w+', text), path)


class Translations(unittest.TestCase):
    def test_all_are_built(self):
        self.assertEqual(sorted(LANGUAGES), sorted(path.stem for path in PO.glob("*.po")))

    def test_msgfmt(self):
        """Headers, formats, plurals and mnemonics."""
        for language in LANGUAGES:
            run("msgfmt", "--check", "--check-accelerators=_", "-o", "/dev/null",
                PO / f"{language}.po")

    def test_placeholders(self):
        for language in LANGUAGES:
            for text, translation in read(language):
                if text not in DATES:
                    self.assertEqual(placeholders(text), placeholders(translation), text)

    def test_no_markup(self):
        """Texts are shown as they are."""
        for language in LANGUAGES:
            for pair in read(language):
                for text in pair:
                    self.assertIsNone(MARKUP.search(text), text)

    def test_german_is_complete(self):
        """Every text of the sources, as they are now, has a translation that nobody doubts."""
        with tempfile.TemporaryDirectory() as folder:
            template = Path(folder) / "whereabouts.pot"
            run("xgettext", "--from-code=UTF-8", "--files-from=po/POTFILES", "-o", template,
                *(f"--keyword={word}" for word in KEYWORDS))
            run("msgcmp", PO / "de.po", template)


if __name__ == "__main__":
    unittest.main()
