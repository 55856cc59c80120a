# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Each release has its notes, and the latest one is this version."""

import os
import unittest
import xml.etree.ElementTree as ElementTree
from datetime import date


class Releases(unittest.TestCase):
    def setUp(self):
        self.releases = ElementTree.parse(os.environ["METAINFO"]).findall("releases/release")

    def test_latest(self):
        self.assertEqual(self.releases[0].get("version"), os.environ["VERSION"])

    def test_notes(self):
        for release in self.releases:
            self.assertLessEqual(date.fromisoformat(release.get("date")), date.today())
            self.assertTrue("".join(release.find("description").itertext()).strip())


if __name__ == "__main__":
    unittest.main()
