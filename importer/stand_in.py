# Copyright (c) 2026 The Slipway Authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a hook of ftrack Connect where there is neither Connect nor a server, and writes down what it
does.

    python3 stand_in.py REQUEST

REQUEST is JSON: `hook` (a path below each scenario's place), `scratch`, `records` (written: a line of
JSON for each scenario as soon as it is through) and `scenarios`. Whatever the hook prints is its own
affair: nothing of the protocol goes through a stream.

Each scenario imports the hook anew, in a world that the scenario describes. What is looked up there
(clock, numbers drawn, host, user) is the scenario's, so that the importer sees what changes with
what. What would reach out of the scratch folder is refused, and written down.
"""

import ast
import collections.abc
import datetime
import errno
import getpass
import importlib.machinery
import importlib.util
import json
import os
import platform
import random
import re
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
import types
import uuid

# What a hook may import behind a changed `sys.platform` must be there before.
import asyncio  # noqa: F401
import ctypes  # noqa: F401
import glob  # noqa: F401
import logging
import multiprocessing  # noqa: F401
import pathlib  # noqa: F401
import urllib.request  # noqa: F401

OPEN, CLOSE = "\u27e6", "\u27e7"  # around what only a server or a missing module could tell
MOST_FILES = 32
MOST_CONTENT = 64 * 1024
PLATFORMS = {"linux": ("linux", "Linux"), "macos": ("darwin", "Darwin"), "windows": ("win32", "Windows")}
# Read by Python itself, or given by the launch under names of their own.
COMMON_VARIABLES = {"HOME", "TMPDIR", "TEMP", "TMP", "USER", "LOGNAME", "LNAME", "USERNAME", "PATH",
                    "LANG", "LANGUAGE", "TZ", "COLUMNS", "LINES"}
COMMON_PREFIXES = ("LC_", "PYTHON", "SLIPWAY_")


class Foreign(str):
    """A value that is not known here. Whatever is done with it, it stays recognisable."""

    def __new__(cls, source):
        text = super().__new__(cls, OPEN + source + CLOSE)
        text.source = source
        return text

    def __getitem__(self, key):
        if isinstance(key, (int, slice)):
            return Foreign("%s[%s]" % (self.source, key if isinstance(key, int) else ":"))
        return Foreign("%s.%s" % (self.source, key))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Foreign("%s.%s" % (self.source, name))

    def __call__(self, *_, **__):
        return self

    def __iter__(self):
        return iter(())

    # What is decided by it is written down: another answer may give another manifest.
    def _decides(self):
        return world.asked(self.source)

    def __contains__(self, _):
        return self._decides()

    def __eq__(self, other):
        return self._decides() if type(other) is str else str.__eq__(self, other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        self._decides()
        return str.__hash__(self)

    def startswith(self, *_):
        return self._decides()

    endswith = __lt__ = __le__ = __gt__ = __ge__ = startswith

    def lower(self, *_):
        return self

    upper = title = capitalize = casefold = strip = lstrip = rstrip = replace = lower

    def split(self, *_):
        return [self]

    def get(self, key, _=None):
        return self[key]


class Entity(dict):
    """What `session.get` gives: of what was asked for, only the id is known."""

    def __init__(self, entity_type, identifier):
        super().__init__(id=identifier)
        self.entity_type = entity_type

    def __missing__(self, key):
        # Of a project itself the name is the project's.
        if str(key) in ("name", "full_name") and self.entity_type == "Project":
            return Foreign("server:project.name")
        return Foreign("server:%s" % key)

    def get(self, key, _=None):
        return self[key]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self[name]


def entity(entity_type, identifier):
    kind = type(str(entity_type), (Entity,), {})
    return kind(str(entity_type), identifier)


class Answers(list):
    """What a query gives: one entity."""

    first = one = lambda self: self[0] if self else None

    def all(self):
        return self


class EventHub:
    def __init__(self):
        self.subscriptions = []

    def subscribe(self, subscription, callback, subscriber=None, priority=100, **_):
        self.subscriptions.append((str(subscription), callback, priority))
        return str(len(self.subscriptions))

    def get_server_url(self):
        return Foreign("server:url")

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_, **__: None


class Session:
    def __init__(self, *_, **__):
        raise RuntimeError("a session of its own is not to be had while importing")

    def get(self, entity_type, identifier, *_, **__):
        if isinstance(identifier, (list, tuple)):
            identifier = identifier[0]
        context = self.scenario.get("context")
        if entity_type in ("Context", "TypedContext") and context:
            entity_type = context["type"]
        return entity(entity_type, identifier)

    def query(self, expression="", *_, **__):
        kind = str(expression).replace("select", "").split("from")[-1].split()[:1] or ["Context"]
        context = self.scenario.get("context")
        identifier = context["id"] if context and context["id"] in str(expression) else None
        if identifier is None:
            identifier = Foreign("server:%s" % expression)
        return Answers([entity(kind[0], identifier)])

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Foreign("server:session.%s" % name)


class Event(collections.abc.MutableMapping):
    def __init__(self, **values):
        self._values = values

    def __getitem__(self, key):
        return self._values[key]

    def __setitem__(self, key, value):
        self._values[key] = value

    def __delitem__(self, key):
        del self._values[key]

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def stop(self):
        pass


class ApplicationVersion:
    """As `LooseVersion` has it, and as `packaging` has it, since Connect has passed both."""

    def __init__(self, text):
        self.vstring = str(text)
        self.version = self._parts(self.vstring)
        numbers = [part for part in self.version if isinstance(part, int)] or [0]
        self.release = tuple(numbers)
        self.major, self.minor, self.micro = (numbers + [0, 0, 0])[:3]

    @staticmethod
    def _parts(text):
        parts, run = [], ""
        for char in text + ".":
            if run and (char == "." or char.isdigit() != run[0].isdigit()):
                parts.append(int(run) if run.isdigit() else run)
                run = ""
            if char != ".":
                run += char
        return parts

    def _pair(self, other):
        if not isinstance(other, ApplicationVersion):
            other = ApplicationVersion(other)
        key = lambda version: [(0, part, "") if isinstance(part, int) else (1, 0, part)
                               for part in version.version]
        return key(self), key(other)

    def __str__(self):
        return self.vstring

    def __repr__(self):
        return "LooseVersion ('%s')" % self.vstring

    def __hash__(self):
        return hash(self.vstring)

    def __eq__(self, other):
        return other is not None and self._pair(other)[0] == self._pair(other)[1]

    def __lt__(self, other):
        return self._pair(other)[0] < self._pair(other)[1]

    def __le__(self, other):
        return self._pair(other)[0] <= self._pair(other)[1]

    def __gt__(self, other):
        return self._pair(other)[0] > self._pair(other)[1]

    def __ge__(self, other):
        return self._pair(other)[0] >= self._pair(other)[1]


class World:
    """What the scenario in hand has seen. There is one; the refusals below look it up."""

    scratch = "/"
    hook = None
    names = ()
    scenario = None

    def __init__(self):
        self.begin(None)

    def begin(self, scenario):
        self.scenario = scenario
        self.read = []
        self.refused = []
        self.missing = []
        self.folders = []
        self.drawn = []
        self.touched = []
        self.questions = []
        self.looked = []
        self.reached = set()
        self.ports = False
        self.ids = 0
        self.clock = 0.0

    def note(self, where, what):
        if what not in where:
            where.append(what)

    def asked(self, what):
        """Something that no scenario varies by itself. Whether it is to be otherwise this time."""
        line = asking_line()
        if line is None:
            return False
        self.note(self.questions, [what, line])
        otherwise = self.scenario["otherwise"]
        return what in otherwise or "*" in otherwise


world = World()


def asking_line():
    """The line of the hook that something is asked from. Nothing where Python asks for itself, as
    when it imports."""
    if world.scenario is None:
        return None
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if "importlib" in code.co_filename or code.co_name in OF_THEIR_OWN:
            return None
        if code.co_filename == world.hook:
            return frame.f_lineno
        frame = frame.f_back
    return None


# Functions of Python's that look for what they need, whatever comes of it.
OF_THEIR_OWN = {"realpath", "makedirs", "mkdir", "rmtree", "findCaller", "updatecache", "checkcache",
                "copyfile", "copy", "copy2", "copytree", "copystat", "move"}


# --- nothing reaches out -------------------------------------------------------------------------

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {"os.mkdir": 1, "os.rmdir": 1, "os.remove": 1, "os.truncate": 1, "os.chmod": 1,
           "os.chown": 1, "os.utime": 1, "os.rename": 2, "os.link": 2, "os.symlink": 2,
           "os.setxattr": 1, "os.removexattr": 1}
PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork",
             "os.forkpty", "pty.spawn", "os.startfile", "webbrowser.open", "ctypes.dlopen")
LOCAL = (None, "", b"", "localhost", "127.0.0.1", "::1", "0.0.0.0")


def is_inside(path):
    if isinstance(path, int):
        return True  # it was opened, so it was looked at
    path = os.fsdecode(path)
    if path == os.devnull:
        return True
    folder, name = os.path.split(os.path.abspath(path))
    real = os.path.join(os.path.realpath(folder), name)
    if os.path.islink(real):
        real = os.path.realpath(real)
    return real.startswith(world.scratch + os.sep)


def refuse(what, error=PermissionError):
    world.note(world.refused, what)
    raise error("not while importing: " + what)


def watch(event, arguments):
    if world.scenario is None:
        return
    if event == "open":
        path, mode, flags = arguments
        writes = (any(c in mode for c in "wax+") if isinstance(mode, str)
                  else bool((flags or 0) & WRITING))
        if writes and not is_inside(path):
            refuse("writing " + os.path.abspath(str(path)))
        if not writes:
            look_at(path)
    elif event in ("os.listdir", "os.scandir"):
        look_at(arguments[0] or ".")
    elif event in CHANGES:
        for path in arguments[:CHANGES[event]]:
            if not is_inside(path) and not (event == "os.symlink" and path == arguments[0]):
                refuse("changing " + os.path.abspath(os.fsdecode(path)))
    elif event in PROCESSES:
        what = arguments[0] if arguments else ""
        what = os.fsdecode(what) if isinstance(what, bytes) else what
        refuse("running %s" % (what or "another process"))
    elif event in ("os.kill", "os.killpg", "signal.pthread_kill"):
        refuse("a signal to another process")
    elif event == "socket.connect":
        refuse_connection(None, arguments[1])
    elif event == "socket.bind":
        world.ports = True
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        host = arguments[0] if event != "socket.sendto" else arguments[1][0]
        if host not in LOCAL and host != world.scenario["host"]:
            refuse("asking for %s" % (host,), socket.gaierror)


def is_own(path):
    """Of the plugin, of Python, or made by the hook itself: the same wherever it is launched."""
    scenario = world.scenario
    own = (scenario["place"], scenario["original"], sys.prefix, sys.base_prefix, "/proc", "/dev")
    if any(each and (path + os.sep).startswith(each.rstrip(os.sep) + os.sep) for each in own):
        return True
    return (path + os.sep).startswith(world.scratch + os.sep) and real_lexists(path)


def look_at(path):
    if isinstance(path, int):
        return
    path = os.path.abspath(os.fsdecode(path))
    if not is_own(path):
        line = asking_line()
        if line is not None:
            world.note(world.looked, [path, line])


def real_lexists(path):
    try:
        real_lstat(path)
    except (OSError, ValueError):
        return False
    return True


real_stat, real_lstat, real_access = os.stat, os.lstat, os.access
KINDS = {"isdir": stat.S_IFDIR, "is_dir": stat.S_IFDIR, "isfile": stat.S_IFREG,
         "is_file": stat.S_IFREG, "islink": stat.S_IFLNK, "is_symlink": stat.S_IFLNK}


def kind_asked_for(path):
    frame = sys._getframe(2)
    for _ in range(3):
        if frame is not None and frame.f_code.co_name in KINDS:
            return KINDS[frame.f_code.co_name]
        frame = frame.f_back if frame is not None else None
    return stat.S_IFREG if os.path.splitext(path)[1] else stat.S_IFDIR


def made_status(path):
    return os.stat_result((kind_asked_for(path) | 0o755, 1, 1, 1, 0, 0, 4096, 0, 0, 0))


def is_application(path):
    """It is launched, so it is there."""
    application = world.scenario["application"]["path"]
    return path in (application, os.path.dirname(application))


def looked_for(real):
    """`os.stat` and `os.lstat`: whether something outside the plugin is there is the scenario's."""
    def status(path, *arguments, **named):
        if world.scenario is None or isinstance(path, int) or named.get("dir_fd") is not None:
            return real(path, *arguments, **named)
        whole = os.path.abspath(os.fsdecode(path))
        if is_application(whole):
            return made_status(whole)
        if is_own(whole) or not world.asked("path:" + whole):
            return real(path, *arguments, **named)
        if real_lexists(whole):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), whole)
        return made_status(whole)
    return status


def allowed(path, mode, **named):
    if world.scenario is None or isinstance(path, int):
        return real_access(path, mode, **named)
    whole = os.path.abspath(os.fsdecode(path))
    if is_own(whole):
        return real_access(path, mode, **named)
    return is_application(whole) or world.asked("path:" + whole) != real_access(path, mode, **named)


def fact(real, name, otherwise):
    def answer(*arguments, **named):
        value = real(*arguments, **named)
        return otherwise(value) if world.asked("host:%s()" % name) else value
    return answer


def stand_in_for_facts():
    os.stat, os.lstat, os.access = looked_for(real_stat), looked_for(real_lstat), allowed
    other = lambda value: "otherwise"
    for module, name, otherwise in (
            (platform, "machine", lambda value: "arm64" if value != "arm64" else "x86_64"),
            (platform, "release", other), (platform, "version", other),
            (platform, "processor", other), (platform, "platform", other),
            (os, "cpu_count", lambda value: (value or 1) + 7), (os, "getuid", lambda value: value + 1),
            (os, "geteuid", lambda value: value + 1), (os, "getgid", lambda value: value + 1)):
        real = getattr(module, name)
        setattr(module, name, fact(real, "%s.%s" % (module.__name__, name), otherwise))


def refuse_connection(_, address):
    """Nobody listens here. Whoever looks whether a port is free finds that it is."""
    host = address[0] if isinstance(address, tuple) else address
    if host not in LOCAL:
        world.note(world.refused, "a connection to %s" % (host,))
    raise ConnectionRefusedError(errno.ECONNREFUSED, "nobody listens while importing")


# --- what is looked up is the scenario's ---------------------------------------------------------


class WatchedEnvironment(type(os.environ)):
    def __getitem__(self, key):
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self._note(key)
        return super().__contains__(key)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self):
        """Who takes all takes those that the hook names, or names the beginnings of."""
        line = asking_line()
        for name in world.names if line is not None else ():
            if name.endswith("_"):
                world.note(world.looked, ["the variables %s*" % name, line])
            else:
                self._note(name)
        return super().__iter__()

    def copy(self):
        return dict(self)

    @staticmethod
    def _note(key):
        if world.scenario is None or not isinstance(key, str):
            return
        if key not in COMMON_VARIABLES and not key.startswith(COMMON_PREFIXES):
            world.note(world.read, key)


def watched_environment():
    given = os.environ
    environment = WatchedEnvironment.__new__(WatchedEnvironment)
    environment.__dict__.update(given.__dict__)
    return environment


class WatchedOptions(dict):
    """The launch's environment as Connect hands it to hooks: what a hook touches of it by hand."""

    def _touched(self, key):
        world.note(world.touched, str(key))
        return key

    def __getitem__(self, key):
        return super().__getitem__(self._touched(key))

    def __setitem__(self, key, value):
        super().__setitem__(self._touched(key), value)

    def __delitem__(self, key):
        super().__delitem__(self._touched(key))

    def __contains__(self, key):
        return super().__contains__(self._touched(key))

    def get(self, key, *default):
        return super().get(self._touched(key), *default)

    def pop(self, key, *default):
        return super().pop(self._touched(key), *default)

    def setdefault(self, key, *default):
        return super().setdefault(self._touched(key), *default)

    def update(self, *others, **named):
        for key, value in dict(*others, **named).items():
            self[key] = value


def made_id(*_, **__):
    world.ids += 1
    first = uuid.UUID(world.scenario["launch"])
    return first if world.ids == 1 else uuid.UUID(int=random.getrandbits(128), version=4)


def now(*_):
    return (world.scenario or {"time": 0})["time"] + world.clock


class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(now())

    @classmethod
    def today(cls):
        return cls.fromtimestamp(now())


class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(now())


def clocked(function):
    return lambda *arguments: function(*(arguments or (now(),)))


def drawn(function):
    def draw(*arguments, **named):
        world.note(world.drawn, function.__name__)
        return function(*arguments, **named)
    return draw


def own_folder(*_, **__):
    """A folder of this launch: the first is the launch's own."""
    # The same in the same launch: what differs between two of them was not its name.
    folder = os.path.join(world.scenario["temporary"],
                          "tmp%dx%d" % (world.scenario["seed"], len(world.folders)))
    os.mkdir(folder, 0o700)
    world.folders.append(folder)
    return folder


def passing_file(suffix=None, prefix=None, dir=None, text=False):
    return real_mkstemp(suffix, prefix, dir or own_folder(), text)


real_mkstemp = tempfile.mkstemp


def stand_in_for_the_world():
    os.environ = watched_environment()
    uuid.uuid1 = uuid.uuid4 = made_id
    tempfile.mkdtemp, tempfile.mkstemp = own_folder, passing_file
    tempfile.gettempdir = lambda: world.scenario["temporary"]
    for name in ("localtime", "gmtime", "ctime"):
        setattr(time, name, clocked(getattr(time, name)))
    real_strftime = time.strftime
    time.strftime = lambda form, *when: real_strftime(form, *(when or (time.localtime(),)))
    time.time, time.time_ns = now, lambda: int(now() * 1e9)
    time.sleep = lambda seconds: setattr(world, "clock", world.clock + max(0, seconds))
    datetime.datetime, datetime.date = Moment, Day
    socket.socket.connect = refuse_connection
    socket.socket.connect_ex = lambda *_: errno.ECONNREFUSED
    os.getpid = lambda: world.scenario["process"]
    os.getppid = lambda: world.scenario["process"] - 1
    platform.node = socket.gethostname = socket.getfqdn = lambda *_: world.scenario["host"]
    getpass.getuser = os.getlogin = lambda: world.scenario["user"]
    stand_in_for_facts()
    for name in ("randint", "randrange", "random", "choice", "sample", "uniform", "getrandbits"):
        setattr(random, name, drawn(getattr(random, name)))


# --- modules that are not here -------------------------------------------------------------------


def plugin_version(folder=None, *_):
    """As `__version__.py` has it; a lone hook has none, and its folder's name says it perhaps."""
    path = os.path.join(str(folder or world.scenario["place"]), "__version__.py")
    if os.path.isfile(path):
        with open(path, encoding="utf-8", errors="replace") as stream:
            for line in stream:
                if line.startswith("__version__"):
                    return line.split("=", 1)[1].split("#")[0].strip().strip("'\"")
    return world.scenario["version"] or "0.0.0"


def temporary_path(filename_extension=None, is_directory=False, **_):
    folder = own_folder()
    if is_directory:
        return folder
    extension = "." + filename_extension.lstrip(".") if filename_extension else ""
    return os.path.join(folder, "file" + extension)


def prepend_path(path, key, environment):
    environment[key] = os.pathsep.join([path] + ([environment[key]] if key in environment else []))
    return environment


def append_path(path, key, environment):
    environment[key] = os.pathsep.join(([environment[key]] if key in environment else []) + [path])
    return environment


KNOWN = {
    "get_connect_plugin_version": plugin_version,
    "get_version": lambda _=None, folder=None, *__: plugin_version(folder),
    "get_temp_path": temporary_path,
    "prependPath": prepend_path, "prepend_path": prepend_path,
    "appendPath": append_path, "append_path": append_path,
    "configure_logging": lambda *_, **__: None,
    "LooseVersion": ApplicationVersion, "StrictVersion": ApplicationVersion,
    "Version": ApplicationVersion, "parse": ApplicationVersion,
}


class Base:
    """For what is derived from, and for what is made of a class that is not here."""

    def __init__(self, *_, **__):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Foreign("module:%s.%s" % (type(self).__name__, name))


class MissingModule(types.ModuleType):
    def __getattr__(self, name):
        if name == "__version__":
            return plugin_version()
        if name.startswith("__"):
            raise AttributeError(name)
        if name in KNOWN:
            return KNOWN[name]
        if name[:1].isupper() and not name.isupper():
            return type(name, (Base,), {})
        return Foreign("module:%s.%s" % (self.__name__, name))


STOOD_IN = ("ftrack", "ftrack_api", "ftrack_connect", "ftrack_utils", "ftrack_constants",
            "ftrack_application_launcher", "ftrack_action_handler")


def python_asks():
    """Whether a module of Python's own imports, which then goes on without what is not there."""
    frame = sys._getframe(2)
    while frame is not None and "importlib" in frame.f_code.co_filename:
        frame = frame.f_back
    name = frame.f_globals.get("__name__") or "" if frame is not None else ""
    return name.partition(".")[0] in getattr(sys, "stdlib_module_names", ())


class Finder:
    """`only`: the modules that Connect itself would bring; else whatever nobody else finds."""

    def __init__(self, only):
        self.only = only

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if world.scenario is None or (self.only and top not in STOOD_IN):
            return None
        if not self.only:
            if top in sys.builtin_module_names or top in getattr(sys, "stdlib_module_names", ()):
                return None
            if python_asks():
                return None
            parent = sys.modules.get(name.rpartition(".")[0])
            if "." in name and not isinstance(parent, MissingModule):
                return None
            world.note(world.missing, name)
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return MissingModule(spec.name)

    def exec_module(self, module):
        module.__path__ = []
        if module.__name__ == "ftrack_api":
            module.session = types.ModuleType("ftrack_api.session")
            module.session.Session = module.Session = Session
            module.event = MissingModule("ftrack_api.event")
            sys.modules["ftrack_api.session"] = module.session


# --- one scenario --------------------------------------------------------------------------------


def plain(value):
    """As JSON has it. `str` of anything else, as Connect does with values."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, collections.abc.Mapping):
        return {plain(str(key)): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    text = str.__str__(value) if isinstance(value, str) else str(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return OPEN + "text that is not UTF-8" + CLOSE
    return text


def where_of(error, hook):
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == hook:
            line = trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and error.filename == hook:
        line = error.lineno
    return line


def described(error, hook):
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return {"kind": type(error).__name__, "message": " ".join(said.split())[:300],
            "line": where_of(error, hook)}


def event_for(topic, scenario, environment):
    application = dict(scenario["application"])
    application["version"] = ApplicationVersion(application["version"])
    application["environment_variables"] = dict(scenario["application_environment"])
    context = scenario.get("context")
    selection = [{"entityId": context["id"], "entityType": context["type"]}] if context else []
    asked = {"selection": selection, "label": application["label"],
             "variant": application["variant"], "applicationIdentifier": application["identifier"],
             "actionIdentifier": "launch", "host": scenario["host"],
             "integrations": application["integrations"],
             "source": {"user": {"username": scenario["user"]}}}
    data = {"application": application, "context": asked,
            "platform": PLATFORMS[scenario["platform"]][1].lower()}
    if topic == "launch":
        data.update(command=[application["path"]],
                    options={"env": environment, "cwd": os.path.dirname(application["path"])},
                    integration={"name": None, "version": None, "env": {}, "launch_arguments": []})
    return Event(topic="ftrack.connect.application." + topic, data=data, sent=None, target="",
                 source={"user": {"username": scenario["user"]}})


def called(subscription, scenario, hook, environment, wanted):
    """`wanted`: the topic that is asked now. Connect asks the one long before the other."""
    expression, callback, priority = subscription
    record = {"expression": expression, "priority": plain(priority), "result": None}
    topic = ("launch" if "ftrack.connect.application.launch" in expression else
             "discover" if "ftrack.connect.application.discover" in expression else None)
    record["topic"] = topic
    if topic != wanted or scenario.get("survey") or expression in scenario["skipped"]:
        return record
    world.ids = 0
    event = event_for(topic, scenario, environment)
    try:
        result = callback(event)
    except BaseException as error:  # Connect logs it and goes on without
        record["raised"] = described(error, hook)
        return record
    record["result"] = plain(result)
    if topic == "launch":
        options = event["data"].get("options") or {}
        record["options"] = plain(options.get("env") or {})
        record["command"] = plain(event["data"].get("command"))
        record["folder"] = plain(options.get("cwd"))
    return record


def files_below(folder):
    found = []
    for top, folders, names in os.walk(folder):
        for name in names + [each for each in folders if os.path.islink(os.path.join(top, each))]:
            path = os.path.join(top, name)
            found.append(path)
    return sorted(found)


def file_record(path):
    record = {"path": path, "mode": stat.S_IMODE(os.lstat(path).st_mode)}
    if os.path.islink(path) or not os.path.isfile(path):
        record["content"] = None
        return record
    with open(path, "rb") as stream:
        content = stream.read(MOST_CONTENT + 1)
    try:
        record["content"] = content.decode("utf-8") if len(content) <= MOST_CONTENT else None
    except UnicodeDecodeError:
        record["content"] = None
    return record


def emptied(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)


def import_hook(path):
    spec = importlib.util.spec_from_file_location("connect_hook", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["connect_hook"] = module
    spec.loader.exec_module(module)
    return module


def follow(frame, event, _):
    """Which lines of the hook are gone through."""
    if frame.f_code.co_filename != world.hook:
        return None
    if event == "line":
        world.reached.add(frame.f_lineno)
    return follow


def run(scenario, hook, topic, given=None):
    """`given`: variables that are in Connect's options of the launch beside the environment."""
    emptied(scenario["home"])
    emptied(scenario["temporary"])
    before = set(files_below(scenario["place"]))
    modules, path = set(sys.modules), list(sys.path)
    os.environ.clear()
    os.environ.update(scenario["environment"])
    sys.platform, system = PLATFORMS[scenario["platform"]]
    platform.system = lambda: system
    random.seed(scenario["seed"])
    os.chdir(scenario["temporary"])
    record = {"subscriptions": []}
    session = Session.__new__(Session)
    session.scenario, session.event_hub = scenario, EventHub()
    for name in ("server_url", "api_user", "api_key"):
        setattr(session, name, scenario["session"][name])
    world.begin(scenario)
    world.hook = hook
    sys.settrace(follow)
    try:
        module = import_hook(hook)
        register = getattr(module, "register", None)
        if register is None:
            record["unregistered"] = True
        else:
            register(session)
        options = dict(scenario["environment"], **(given or {}))
        for subscription in list(session.event_hub.subscriptions):
            record["subscriptions"].append(called(subscription, scenario, hook,
                                                  WatchedOptions(options), topic))
    except BaseException as error:
        record["raised"] = described(error, hook)
    finally:
        sys.settrace(None)
        world.scenario = None
        sys.platform = REAL_PLATFORM
        platform.system = REAL_SYSTEM
        for name in set(sys.modules) - modules:
            del sys.modules[name]
        sys.path[:] = path
    record["changed"] = sorted(name for name in set(os.environ) | set(scenario["environment"])
                               if os.environ.get(name) != scenario["environment"].get(name))
    record.update(read=world.read, refused=world.refused, missing=world.missing,
                  folders=world.folders, drawn=world.drawn, touched=world.touched, ports=world.ports,
                  ids=world.ids, questions=world.questions, looked=world.looked,
                  reached=sorted(world.reached))
    written = [each for each in files_below(scenario["home"]) + files_below(scenario["temporary"])]
    written += [each for each in files_below(scenario["place"]) if each not in before]
    record["written"] = len(written)
    record["files"] = [file_record(each) for each in written[:MOST_FILES]]
    for each in written:
        if each.startswith(scenario["place"] + os.sep):
            os.remove(each)
    return record


def run_scenario(scenario, hook):
    """A hook that writes into the launch's environment by hand is run once more with these variables
    set: what it does to them shows only then."""
    discovered = run(scenario, hook, "discover")
    record = run(scenario, hook, "launch")
    names = sorted(record["touched"])
    if names:
        mark = OPEN + "was" + CLOSE
        record = run(scenario, hook, "launch", {name: mark for name in names})
        record["direct"] = names
    if len(discovered["subscriptions"]) == len(record["subscriptions"]):
        record["subscriptions"] = [one if one["topic"] == "discover" else other for one, other in
                                   zip(discovered["subscriptions"], record["subscriptions"])]
    record["reached"] = sorted(set(record["reached"]) | set(discovered["reached"]))
    for kind in ("read", "refused", "missing", "changed", "questions", "looked"):
        record[kind] += [each for each in discovered[kind] if each not in record[kind]]
    return record


COMPARING = ("endswith", "startswith", "find", "index", "count", "search", "match", "fullmatch",
             "fnmatch", "fnmatchcase", "compile", "casefold")
# By what a hook tells launches apart, as it is called there.
FIELDS = {"identifier": "identifier", "applicationIdentifier": "identifier", "label": "label",
          "variant": "variant", "user": "user", "username": "user", "getuser": "user",
          "getlogin": "user", "USER": "user", "LOGNAME": "user", "USERNAME": "user",
          "host": "host", "gethostname": "host", "getfqdn": "host", "node": "host",
          "entityType": "type", "entity_type": "type"}


def tables_in(tree):
    """Dictionaries that something is looked up in by what is not written there."""
    looked_up, tables = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
            looked_up.add(ast.dump(node.value))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) \
                and node.func.attr == "get" and node.args and not isinstance(node.args[0], ast.Constant):
            looked_up.add(ast.dump(node.func.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict) and ast.dump(node) in looked_up:
            tables.add(id(node))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            for target in node.targets:
                if isinstance(target, ast.Name) and \
                        ast.dump(ast.Name(id=target.id, ctx=ast.Load())) in looked_up:
                    tables.add(id(node.value))
    return tables


def names_in(text):
    """What a hook may mean of an environment that it takes as a whole."""
    return re.findall(r"['\"]([A-Z][A-Z0-9_]{2,60})['\"]", text)


def tells_nothing(statement):
    """Whether a statement changes nothing of what is given: it logs, gives up, makes room."""
    if isinstance(statement, (ast.Pass, ast.Raise, ast.Continue, ast.Break, ast.Import,
                              ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Global)):
        return True
    if isinstance(statement, ast.Expr):
        called = statement.value.func if isinstance(statement.value, ast.Call) else None
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        return called is None or name in ("print", "debug", "info", "warning", "warn", "error",
                                          "exception", "critical", "log", "exit", "basicConfig",
                                          "addHandler", "setLevel")
    if isinstance(statement, ast.Assign):
        value = statement.value
        return (isinstance(value, (ast.Dict, ast.List)) and not ast.dump(value).count("Constant")) \
            or (isinstance(value, ast.Call) and not value.args and not value.keywords
                and isinstance(value.func, ast.Name) and value.func.id in ("dict", "list", "set"))
    return False


def is_settled(test, constants):
    """A test whose answer is the same wherever the hook runs: of the session, of Python itself."""
    names = [each for each in ast.walk(test) if isinstance(each, (ast.Name, ast.Attribute))]
    calls = [each for each in ast.walk(test) if isinstance(each, (ast.Call, ast.Subscript))]
    if not names or (not calls and all(isinstance(each, ast.Name) and each.id in constants
                                       for each in names)):
        return True
    return any((each.id if isinstance(each, ast.Name) else each.attr)
               in ("session", "isinstance", "version_info", "PY2", "PY3", "__name__", "TYPE_CHECKING")
               for each in names)


def statements_in(tree):
    """Each statement that follows another, or a condition: [first line, last line of its head, first
    and last line of what leads to it]. Those that change nothing are left out."""
    constants = {target.id for node in tree.body if isinstance(node, ast.Assign)
                 for target in node.targets
                 if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant)}

    def head(node):
        body = getattr(node, "body", None)
        last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno
        return [node.lineno, max(node.lineno, last)]

    def suite(statements, before):
        for index, each in enumerate(statements):
            if before is not None and not all(map(tells_nothing, statements[index:])):
                yield head(each) + before
            settled = isinstance(each, ast.If) and is_settled(each.test, constants)
            is_definition = isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            # What comes into a body of its own, or an alternative of it.
            is_retried = isinstance(each, ast.While)  # until what is drawn is free
            inner = None if settled or is_definition or is_retried else head(each)
            for part in ("body", "orelse", "finalbody"):
                inside = getattr(each, part, None)
                if isinstance(inside, list):
                    yield from suite(inside, inner)
            for handler in getattr(each, "handlers", ()):
                yield from suite(handler.body, None)
            before = None if settled else head(each)

    yield from suite(tree.body, None)


def literals_of(text, hook):
    """Numbers and short texts that the hook may compare with, and where it asks for the platform."""
    numbers, texts, platform_lines, priorities, fields = [], [], [], set(), []
    try:
        tree = ast.parse(text, hook)
    except (SyntaxError, ValueError, RecursionError):
        return {"numbers": [], "texts": [], "platform": [], "fields": [], "statements": []}
    tables = tables_in(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "priority":
            priorities.add(id(node.value))
    for node in ast.walk(tree):
        if id(node) in priorities:
            continue
        value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
        if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10000:
            world.note(numbers, str(value))
        if isinstance(value, float) and 0 < value < 10000:
            world.note(numbers, str(value))
        if isinstance(value, str) and value[:1].isdigit() and len(value) < 16:
            world.note(numbers, value)
        compared = []
        if isinstance(node, ast.Compare):
            compared = [node.left] + node.comparators
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) \
                and node.func.attr in COMPARING:
            compared = node.args
        elif isinstance(node, ast.Dict) and id(node) in tables:
            compared = [key for key in node.keys if key is not None]
        if isinstance(node, ast.Constant) and node.value in FIELDS:
            world.note(fields, FIELDS[node.value])
        if isinstance(node, (ast.Attribute, ast.Name)):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in FIELDS:
                world.note(fields, FIELDS[name])
        for each in compared:
            parts = each.elts if isinstance(each, (ast.Tuple, ast.List, ast.Set)) else [each]
            for part in parts:
                if isinstance(part, ast.Constant) and isinstance(part.value, str) \
                        and 0 < len(part.value) <= 32 and "\\" not in part.value:
                    world.note(texts, part.value)
                    plain_part = part.value.strip("*^$")
                    if plain_part and plain_part != part.value:
                        world.note(texts, plain_part)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if (node.value.id, node.attr) in (("sys", "platform"), ("os", "name")) \
                    or (node.value.id == "platform" and node.attr in ("system", "platform")):
                platform_lines.append(node.lineno)
        if isinstance(node, ast.Constant) and node.value == "platform":
            platform_lines.append(node.lineno)
    return {"numbers": numbers, "texts": texts, "platform": sorted(set(platform_lines)),
            "fields": fields, "statements": list(statements_in(tree))}


def names_of(hook):
    with open(hook, encoding="utf-8", errors="replace") as stream:
        return names_in(stream.read())


def main():
    with open(sys.argv[1], encoding="utf-8") as stream:
        request = json.load(stream)
    world.scratch = os.path.realpath(request["scratch"])
    logging.disable(logging.CRITICAL)
    sys.meta_path.insert(0, Finder(only=True))
    sys.meta_path.append(Finder(only=False))
    stand_in_for_the_world()
    sys.addaudithook(watch)
    # A descriptor of its own: a hook may close or replace the streams as it likes.
    with open(request["records"], "w", encoding="utf-8") as records:
        def say(record):
            records.write(json.dumps(record) + "\n")
            records.flush()

        for index, scenario in enumerate(request["scenarios"]):
            say({"begun": index})
            hook = os.path.join(scenario["place"], request["hook"])
            world.names = names_of(hook)
            record = run_scenario(scenario, hook)
            if scenario.get("survey"):
                with open(hook, encoding="utf-8", errors="replace") as stream:
                    record["literals"] = literals_of(stream.read(), hook)
            record["scenario"] = index
            say(record)
        say({"done": True})
    os._exit(0)  # threads of the hook are not waited for


REAL_PLATFORM, REAL_SYSTEM = sys.platform, platform.system
sys.dont_write_bytecode = True

if __name__ == "__main__":
    main()
