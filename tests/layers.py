#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Whereabouts authors

"""Checks that the sources keep to their layers and to the outer form of a file.

    layers.py ROOT          lists what is wrong under ROOT/src and ROOT/tests, and ends with 1 if
                            there is anything
    layers.py --self-test   checks the checks: each has to find its fault in a bad tree
"""

import re
import sys
import tempfile
from pathlib import Path

# Which layers a folder of src may include. Files that lie in src itself, such as main.c, put the
# layers together and may include all of them.
SEES = {
    'core': set(),
    'format': {'core'},
    'net': {'core'},
    'map': {'core'},
    'ui': {'core', 'map'},
    'cli': {'core', 'format', 'net'},
}

# Which layers may include a library, by how its headers begin.
LIBRARIES = {
    'adwaita.h': {'ui'},
    'gdk/': {'map', 'ui'},
    'gsk/': {'map', 'ui'},
    'gtk/': {'map', 'ui'},
    'json-glib/': {'core', 'format', 'net', 'cli'},
    'libsecret/': {'net'},
    'libsoup/': {'net'},
    'shumate/': {'map'},
}

LICENCE = '/* SPDX-License-Identifier: GPL-3.0-or-later'
MAX_FILE_LINES = 700
MAX_FUNCTION_LINES = 60

INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOUP_NAME = re.compile(r'\b(Soup[A-Z]\w*|soup_\w+|SOUP_\w+)')


class Source:
    """A .c or .h file: its lines, its includes and the layer it belongs to (None outside src)."""

    def __init__(self, path, root):
        self.path = path
        self.name = path.relative_to(root)
        self.lines = path.read_text(encoding='utf-8').splitlines()
        self.includes = [(number, match[1] == '"', match[2])
                         for number, line in enumerate(self.lines, 1)
                         if (match := INCLUDE.match(line))]
        self.layer = None
        if self.name.parts[0] == 'src':
            self.layer = self.name.parts[1] if len(self.name.parts) > 2 else ''


class Tree:
    """All sources, and what was found wrong with them."""

    def __init__(self, root):
        self.problems = []
        self.sources = [Source(path, root)
                        for folder in ('src', 'tests')
                        for path in sorted((root / folder).rglob('*.[ch]'))]
        self.headers = {source.path.name: source
                        for source in self.sources
                        if source.layer is not None and source.path.suffix == '.h'}

    def report(self, source, number, problem):
        self.problems.append(f'{source.name}:{number}: {problem}')


def check_include_paths(tree):
    for source in tree.sources:
        for number, _, name in source.includes:
            if name.startswith(('../', 'src/')):
                tree.report(source, number, f'includes “{name}”, but no path leads out of a folder')


def check_layers(tree):
    for source in tree.sources:
        if source.layer not in SEES:
            continue
        for number, _, name in source.includes:
            header = tree.headers.get(Path(name).name)
            if header and header.layer != source.layer and header.layer not in SEES[source.layer]:
                tree.report(source, number, f'{source.layer} may not include {header.name}')


def check_libraries(tree):
    for source in tree.sources:
        if source.layer not in SEES:
            continue
        for number, _, name in source.includes:
            for library, layers in LIBRARIES.items():
                if name.startswith(library) and source.layer not in layers:
                    tree.report(source, number, f'{source.layer} may not include <{name}>')


def check_folders(tree):
    """A folder without a row in the table would escape the checks above."""
    for source in tree.sources:
        if source.layer and source.layer not in SEES:
            tree.report(source, 1, f'src/{source.layer} is no layer that tests/layers.py knows')


def find_public_headers(tree, layer):
    """The headers of a layer that others include, directly or through its own headers."""
    waiting = [tree.headers[Path(name).name]
               for source in tree.sources
               if source.layer is not None and source.layer != layer
               for _, _, name in source.includes
               if Path(name).name in tree.headers]
    found = set()
    while waiting:
        header = waiting.pop()
        if header.layer == layer and header not in found:
            found.add(header)
            waiting += [tree.headers[name] for _, _, name in header.includes
                        if name in tree.headers]
    return sorted(found, key=lambda header: header.name)


def check_public_headers(tree):
    for header in find_public_headers(tree, 'net'):
        for number, line in enumerate(header.lines, 1):
            if match := SOUP_NAME.search(line):
                tree.report(header, number, f'other layers include this: it may not name {match[1]}')


def check_beginning(tree):
    for source in tree.sources:
        if not source.lines or source.lines[0] != LICENCE:
            tree.report(source, 1, f'the first line is not “{LICENCE}”')
        if source.path.suffix == '.c' and [name for _, _, name in source.includes][:1] != ['config.h']:
            tree.report(source, 1, 'the first include is not "config.h"')


def check_length(tree):
    for source in tree.sources:
        if len(source.lines) > MAX_FILE_LINES:
            tree.report(source, MAX_FILE_LINES, f'the file has {len(source.lines)} lines')
        begin = None
        for number, line in enumerate(source.lines, 1):
            if line.startswith('{'):
                begin = number
            elif line.startswith('}') and begin is not None:
                if number - begin > MAX_FUNCTION_LINES:
                    tree.report(source, begin, f'the function has {number - begin} lines')
                begin = None


CHECKS = (check_include_paths, check_layers, check_libraries, check_folders, check_public_headers,
          check_beginning, check_length)


def check(root):
    tree = Tree(root)
    if not tree.headers:
        tree.problems.append(f'{root}: there are no sources')
    for run in CHECKS:
        run(tree)
    return tree.problems


HEAD = LICENCE + '\n * SPDX-FileCopyrightText: 2026 The Whereabouts authors */\n\n'
C_HEAD = HEAD + '#include "config.h"\n\n'

GOOD = {
    'src/main.c': C_HEAD + '#include "wb-net.h"\n#include <gtk/gtk.h>\n',
    'src/core/wb-core.h': HEAD,
    'src/core/wb-core.c': C_HEAD + '#include "wb-core.h"\n',
    'src/format/wb-format.h': HEAD + '#include "wb-core.h"\n#include <json-glib/json-glib.h>\n',
    'src/net/wb-net.h': HEAD + '#include "wb-core.h"\n',
    'src/net/wb-inner.h': HEAD + '#include <libsoup/soup.h>\nSoupSession *wb_inner_get (void);\n',
    'src/net/wb-net.c': C_HEAD + '#include "wb-inner.h"\n#include "wb-net.h"\n',
    'src/map/wb-map.h': HEAD + '#include "wb-core.h"\n#include <shumate/shumate.h>\n',
    'src/ui/wb-window.c': C_HEAD + '#include "wb-map.h"\n#include <adwaita.h>\n',
    'src/cli/wb-cli.c': C_HEAD + '#include "wb-format.h"\n#include "wb-net.h"\n',
    'tests/net/test-net.c': C_HEAD + '#include "wb-inner.h"\n#include <libsoup/soup.h>\n',
    'tests/core/test-long.c': C_HEAD + 'void\nlong_one (void)\n{\n' + '\n' * 59 + '}\n',
}

# File, content, and the line and a part of the text of the one problem expected of it.
BAD = (
    ('src/core/wb-bad.c', C_HEAD + '#include "../net/wb-outer.h"\n', 6, 'includes “../net'),
    ('src/core/wb-bad.c', C_HEAD + '#include "src/core/wb-a.h"\n', 6, 'includes “src/'),
    ('tests/core/test-bad.c', C_HEAD + '#include "../wb-a.h"\n', 6, 'includes “../wb-a.h'),
    ('src/core/wb-bad.c', C_HEAD + '#include <gtk/gtk.h>\n', 6, 'core may not include <gtk/gtk.h>'),
    ('src/core/wb-bad.h', HEAD + '#include <adwaita.h>\n', 4, 'core may not include <adwaita.h>'),
    ('src/core/wb-bad.h', HEAD + '# include <libsoup/soup.h>\n', 4, 'core may not include <libsoup'),
    ('src/core/wb-bad.h', HEAD + '#include <shumate/shumate.h>\n', 4, 'core may not include <shumate'),
    ('src/core/wb-bad.h', HEAD + '#include <libsecret/secret.h>\n', 4, 'core may not include <libsecret'),
    ('src/core/wb-bad.c', C_HEAD + '#include "wb-format.h"\n', 6, 'core may not include src/format'),
    ('src/format/wb-bad.c', C_HEAD + '#include "wb-net.h"\n', 6, 'format may not include src/net'),
    ('src/format/wb-bad.c', C_HEAD + '#include <gdk/gdk.h>\n', 6, 'format may not include <gdk'),
    ('src/net/wb-bad.c', C_HEAD + '#include "wb-format.h"\n', 6, 'net may not include src/format'),
    ('src/net/wb-bad.c', C_HEAD + '#include <gtk/gtk.h>\n', 6, 'net may not include <gtk'),
    ('src/map/wb-bad.c', C_HEAD + '#include "wb-net.h"\n', 6, 'map may not include src/net'),
    ('src/ui/wb-bad.c', C_HEAD + '#include "wb-format.h"\n', 6, 'ui may not include src/format'),
    ('src/ui/wb-bad.c', C_HEAD + '#include <json-glib/json-glib.h>\n', 6, 'ui may not include <json'),
    ('src/other/wb-bad.h', HEAD, 1, 'src/other is no layer'),
    ('src/net/wb-net.h', HEAD + 'SoupSession *wb_net_get (void);\n', 4, 'may not name SoupSession'),
    ('src/net/wb-net.h', HEAD + '#include "wb-inner.h"\n', 4, 'may not name SoupSession'),
    ('src/core/wb-bad.c', '#include "config.h"\n', 1, 'the first line is not'),
    ('src/core/wb-bad.h', '', 1, 'the first line is not'),
    ('src/core/wb-bad.c', HEAD, 1, 'the first include is not'),
    ('tests/core/test-bad.c', HEAD + '#include "wb-core.h"\n#include "config.h"\n', 1,
     'the first include is not'),
    ('src/core/wb-bad.h', HEAD + '\n' * 698, 700, 'the file has 701 lines'),
    ('src/core/wb-bad.c', C_HEAD + 'void\nbad (void)\n{\n' + '\n' * 60 + '}\n', 8,
     'the function has 61 lines'),
)


def check_tree_of(files):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, encoding='utf-8')
        return check(root)


def self_test():
    wrong = [f'in the good tree: {problem}' for problem in check_tree_of(GOOD)]
    for name, content, number, text in BAD:
        # The fault may show in a header that the bad file makes public.
        place = 'src/net/wb-inner.h:5: ' if 'wb-inner.h' in content else f'{name}:{number}: '
        problems = check_tree_of({**GOOD, name: content})
        if len(problems) != 1 or not problems[0].startswith(place) or text not in problems[0]:
            wrong.append(f'expected “{place}…{text}…”, found {problems}')
    if not check_tree_of({}):
        wrong.append('an empty tree passes')
    return wrong


def main():
    problems = self_test() if sys.argv[1] == '--self-test' else check(Path(sys.argv[1]))
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
