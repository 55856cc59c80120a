# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Wrong command lines end with status 2 and one sentence on stderr."""

import unittest

from cli_test import run

WRONG = [
    ([], "No command"),
    (["fly"], "no command “fly”"),
    (["watch"], "one address"),
    (["watch", "ws://a/", "ws://b/"], "one address"),
    (["watch", "nonsense"], "not the address of a server"),
    (["watch", "ws://localhost/", "--nonsense"], "--nonsense"),
    (["watch", "ws://localhost/", "--output=fix,fux"], "“fux”"),
    (["watch", "ws://localhost/", "--format=morse"], "“morse”. Known formats: geojson, json, signalk"),
    (["watch", "ws://localhost/", "--count=-1"], "--count"),
    (["watch", "ws://localhost/", "--duration=-1"], "--duration"),
    (["watch", "ws://localhost/", "--timeout=nan"], "--timeout"),
    (["watch", "ws://localhost/", "--max-message=0"], "--max-message"),
    (["watch", "ws://localhost/", "--expect=("], "--expect"),
    (["watch", "ws://localhost/", "--connect-timeout=0"], "--connect-timeout has to be between 1 and 300"),
    (["watch", "ws://localhost/", "--connect-timeout=301"], "--connect-timeout has to be between 1 and 300"),
    (["watch", "ws://localhost/", "--connect-timeout=soon"], "--connect-timeout"),
    (["watch", "ws://localhost/", "--origin=https://page.example\r\nX-Evil: 1"], "--origin: “Origin” can't be sent"),
    (["decode", "--format=morse"], "“morse”"),
    (["watch", "ws://localhost/", "--output="], "--output"),
    (["watch", "ws://localhost/", "--token=hunter2"], "--token\n"),
    (["watch", "ws://user:hunter2@host:99999/"], "•••"),
    (["watch", "ws://user:hun#ter2@host/"], "•••"),
    (["watch", b"ws://127.0.0.1/\xff".decode("utf-8", "surrogateescape")], "not the address"),
    (["demo", "extra"], "no arguments"),
    (["demo", "--port=70000"], "--port"),
    (["demo", "--objects=0"], "objects"),
    (["demo", "--rate=-1"], "rate"),
    (["demo", "--format=morse"], "morse"),
]


class Usage(unittest.TestCase):
    def test_wrong(self):
        for args, words in WRONG:
            with self.subTest(args=args):
                result = run(*args)
                self.assertEqual(result.returncode, 2, result)
                self.assertNotIn(b'"type":"fix"', result.stdout)
                self.assertIn(words, result.stderr.decode())
                self.assertNotIn("ter2", result.stderr.decode())
                self.assertNotIn(b"listening", result.stdout)

    def test_help(self):
        for args in (["--help"], ["watch", "--help"], ["decode", "--help"], ["demo", "--help"], ["--version"]):
            result = run(*args)
            self.assertEqual(result.returncode, 0)
            self.assertIn(b"whereabouts-cli", result.stdout)


if __name__ == "__main__":
    unittest.main()
