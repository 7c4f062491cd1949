#!/usr/bin/env python3
"""Measures a built chiiki-navi beside a bare ratatui program (floor/), both in pseudo-terminals of 120x36.

    cargo build --release && benches/pty/compare.py target/release/chiiki-navi

No test: the times are those of this machine in this minute, and nothing is decided by them. What can be compared with
another day is the ratio, since both programs take turns key by key. Linux, Python 3.11, nothing beyond its library.

A start is timed from its spawn, a key from its write to the last byte that came of it before 8 ms (start: 30 ms) of
silence; that silence is not counted, the kernel's terminal and this reader are. Every session has a data folder of its
own, a clean environment, and gets answers to what it asks of its terminal. A key is compared with a move of the floor's
selection, a page with its page. Each figure is the median of the runs' medians, with the lowest and highest run; on a
busy machine only `chrt -r 1` in front (as root) keeps them together. The bundle of a start has no signature, since
nothing here can sign: what checking one costs, `cargo bench --bench opening` shows.
"""
import argparse
import fcntl
import math
import os
import pathlib
import random
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
COLUMNS, ROWS = 120, 36
QUIET, START_QUIET, SILENT, LIMIT = 8, 30, 150, 5000  # ms
STARTS = 25  # per program and run
ENOUGH = 40  # measured keys of a scene and run
QUEUED = 1000

KEYS = {"enter": "\r", "esc": "\x1b", "bs": "\x7f", "up": "\x1b[A", "down": "\x1b[B", "left": "\x1b[D", "home": "\x1b[H",
        "pgup": "\x1b[5~", "pgdn": "\x1b[6~", "f6": "\x1b[17~", "f7": "\x1b[18~", "^u": "\x15"}
# What a terminal is asked for: the column after one glyph, what kind it is.
ANSWERS = {b"\x1b[6n": b"\x1b[2;2R", b"\x1b[c": b"\x1b[?62;22c"}
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f]", re.S)

MOVES = ("down", "up")
PAGES = ("pgdn", "pgup")
TOWN = ["海士町"]
DETAIL = "f6 ローカル10,000プロジェクト（国庫補助事業） enter"
# Name; what is typed at the start; the keys that lead to the place; what must then have been drawn; the keys, those in
# brackets not measured; the floor's keys; the ratio aimed at and the one not to be passed.
SCENES = [
    ("結果: move", TOWN, "", "海士町", "down*10 up*10", MOVES, 1.0, 1.2),
    ("結果: page", TOWN, "", "海士町", "pgdn*3 pgup*3", PAGES, 1.0, 1.2),
    ("自治体を選ぶ: move", [], "a", "件", "down*10 up*10", MOVES, 1.0, 1.2),
    ("自治体を選ぶ: a letter, romaji", [], "", "自治体", "a m a (^u)", MOVES, 1.2, 1.5),
    ("自治体を選ぶ: a letter, kanji", [], "", "自治体", "海 士 (^u)", MOVES, 1.2, 1.5),
    ("検索: a letter, hits", TOWN, "f6", "検索", "k a s o (^u)", MOVES, 1.2, 1.5),
    ("検索: a letter, kanji", TOWN, "f6", "検索", "空 き 家 (^u)", MOVES, 1.2, 1.5),
    ("検索: a letter, no hits", TOWN, "f6", "検索", "(z) (q) x q j (^u)", MOVES, 1.2, 1.5),
    ("相談: a letter", TOWN, "f7", "相談", "空 き 家 を 3 軒 直 し た い (^u)", MOVES, 1.2, 1.5),
    ("制度の詳細: a line", TOWN, DETAIL + " pgdn", "上限", "down*8 up*8", MOVES, 1.0, 1.2),
    ("制度の詳細: a page", TOWN, DETAIL, "上限", "pgdn*2 pgup*2", PAGES, 1.0, 1.2),
    ("試算: an amount as it is typed", TOWN, DETAIL + " m", "試算", "1 8 0 0 万 円 (^u)", MOVES, 1.0, 1.2),
    ("試算: a digit of an amount", TOWN, DETAIL + " m 1 0 0 万 円 home", "100万円", "5 bs 2 bs", MOVES, 1.0, 1.2),
    ("質問: an answer", TOWN, "n", "質問", "(1) enter (left) (2) enter (left)", MOVES, 1.0, 1.2),
    ("Esc", TOWN, "", "海士町", "(enter) esc (f6) esc (a) esc (n) esc (t) esc", MOVES, 1.0, 1.2),
]
QUEUES = [("結果", TOWN, "", "down"), ("制度の詳細", TOWN, DETAIL, "down"), ("自治体を選ぶ", [], "", "a"),
          ("検索", TOWN, "f6", "q"), ("試算", TOWN, DETAIL + " m", "1")]


def script(text):
    """'a (b)*2' -> [(bytes, measured)]"""
    out = []
    for word in text.split():
        name, _, times = word.partition("*")
        bare = name.strip("()")
        keys = [KEYS[bare]] if bare in KEYS else [bare]
        out += [(key.encode(), bare == name) for key in keys] * int(times or 1)
    return out


class Session:
    """A program in a terminal of its own."""

    def __init__(self, argv, data):
        self.master, self.slave = os.openpty()
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        modes = termios.tcgetattr(self.slave)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(self.slave, termios.TCSANOW, modes)
        os.set_blocking(self.master, False)
        self.poll = select.poll()
        self.poll.register(self.master, select.POLLIN)
        self.text, self.asked = b"", b""
        environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": data, "XDG_DATA_HOME": data, "PATH": ""}
        terminal = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(self.slave), os.O_RDWR, 0)]
        terminal += [(os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        self.began = time.monotonic_ns()
        self.pid = os.posix_spawn(argv[0], argv, environment, file_actions=terminal, setsid=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)
        os.close(self.slave)

    def read(self, quiet, first=LIMIT):
        """What comes until nothing does for `quiet` ms: (when its last byte came, its size); (None, 0) for nothing."""
        last, size, end = None, 0, time.monotonic_ns() + first * 10**6
        while True:
            if not self.poll.poll(max(0, math.ceil((end - time.monotonic_ns()) / 10**6))):
                return last, size
            try:
                data = os.read(self.master, 65536)
            except OSError:
                sys.exit(f"the program ended; its last words: {self.shown()[-300:]!r}")
            last, size = time.monotonic_ns(), size + len(data)
            end = last + quiet * 10**6
            self.text += data
            self.answer(data)

    def answer(self, data):
        self.asked += data
        for question, words in ANSWERS.items():
            os.write(self.master, words * self.asked.count(question))
            self.asked = self.asked.replace(question, b"")
        self.asked = self.asked[-8:]

    def shown(self):
        return ESCAPES.sub(b" ", self.text).decode(errors="replace")

    def key(self, data):
        """One key: (ms to the last byte, bytes); None where nothing was drawn."""
        self.read(0, first=0)
        began = time.monotonic_ns()
        os.write(self.master, data)
        last, size = self.read(QUIET, first=SILENT)
        return last and ((last - began) / 10**6, size)

    def opened(self, keys="", words=""):
        """After the first frame and these keys; they (or it) must have drawn `words`."""
        self.read(START_QUIET)
        self.text = b"" if keys else self.text
        for data, _ in script(keys):
            self.key(data)
            self.read(START_QUIET, first=START_QUIET)
        if words not in self.shown().replace(" ", ""):
            sys.exit(f"{keys!r} did not lead to {words!r}; there stands: {self.shown()!r}")

    def cpu(self):
        """CPU ms of all threads so far."""
        return time.clock_gettime_ns((~self.pid << 3) | 2) / 10**6

    def peak(self):
        """Most memory held so far, MB."""
        return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{self.pid}/status").read_text())[1]) / 1024


class Bench:
    def __init__(self, program, floor, folder, runs):
        self.program, self.floor, self.folder, self.runs = program, floor, folder, runs
        self.rows, self.peaks = [], ([], [])

    def data(self):
        return tempfile.mkdtemp(dir=self.folder)

    def both(self, argv):
        return Session([self.program, *argv], self.data()), Session([self.floor], self.data())

    def row(self, name, ours, floors, sizes, goal, limit):
        """Times in ms, a list for each run; `sizes`: bytes of each, ours and the floor's."""
        a, b = ([statistics.median(run) for run in runs] for runs in (ours, floors))
        each = [x / y for x, y in zip(a, b)]
        spread = f"{min(each):.2f}-{max(each):.2f}"
        size = " / ".join(f"{statistics.median(s):,.0f}" for s in sizes)
        a, b, ratio = map(statistics.median, (a, b, each))
        self.rows.append([name, f"{a:.2f}", f"{b:.2f}", f"{ratio:.2f}", spread, size, *judged(each, goal, limit)])

    def absolute(self, name, ours, floors, goal, limit):
        """A figure that is not judged by the floor's."""
        figures = [f"{ours:,.1f}", f"{floors:,.1f}", f"{ours / floors:.2f}"]
        self.rows.append([name, *figures, "", "", *judged([ours], goal, limit)])

    def starts(self, installed):
        kinds = {"first frame": ([self.program], None), "first frame, 海士町 named": ([self.program, *TOWN], None)}
        if installed:
            kinds["first frame, an unsigned bundle installed"] = ([self.program], installed)
        kinds["floor"] = ([self.floor], None)
        times, sizes = {kind: [[] for _ in range(self.runs)] for kind in kinds}, {kind: [] for kind in kinds}
        for run in range(self.runs):
            for _ in range(STARTS):
                for kind, (argv, data) in random.sample(list(kinds.items()), len(kinds)):
                    with Session(argv, data or self.data()) as s:
                        last, size = s.read(START_QUIET)
                        times[kind][run].append((last - s.began) / 10**6)
                        sizes[kind].append(size)
        for kind in list(kinds)[:-1]:
            self.row(kind, times[kind], times["floor"], (sizes[kind], sizes["floor"]), 1.25, 1.5)

    def scene(self, name, argv, way, words, keys, floor_keys, goal, limit):
        times, sizes, silent = [[[] for _ in range(self.runs)] for _ in range(2)], ([], []), 0
        keys = script(keys)
        for run in range(self.runs):
            first, second = self.both(argv)
            with first, second:
                first.opened(way, words)
                second.opened()
                for turn in range(math.ceil(ENOUGH / sum(measured for _, measured in keys))):
                    for data, measured in keys:
                        time.sleep(random.uniform(0, QUIET) / 1000)  # in step with no clock of either program
                        one = first.key(data)
                        if measured and not one:
                            silent += 1
                        elif measured:
                            for n, (ms, size) in enumerate((one, second.key(KEYS[floor_keys[turn % 2]].encode()))):
                                times[n][run].append(ms)
                                sizes[n].append(size)
                for n, s in enumerate((first, second)):
                    self.peaks[n].append(s.peak())
        self.row(name + (f" ({silent} silent)" if silent else ""), *times, sizes, goal, limit)
        return map(statistics.median, sizes)

    def queue(self, name, argv, way, key):
        spent = ([], [])
        for _ in range(self.runs):
            first, second = self.both(argv)
            with first, second:
                first.opened(way)
                second.opened()
                for s, data, out in zip((first, second), (KEYS.get(key, key), KEYS["down"]), spent):
                    before = s.cpu()
                    assert os.write(s.master, data.encode() * QUEUED) == len(data.encode()) * QUEUED
                    s.read(START_QUIET * 5)
                    out.append(s.cpu() - before)
        self.absolute(f"{QUEUED:,} keys queued in {name}, CPU ms", *map(statistics.median, spent), 5, 20)

    def install(self):
        """A data folder with the repository's content as an installed bundle of a later version."""
        content, data, file = (f"{self.folder}/{name}" for name in ("content", "data", "bundle.toml"))
        shutil.copytree(ROOT / "content", content)
        sources = pathlib.Path(content, "sources.toml")
        sources.write_text(re.sub(r'(?m)^version = "(.*)"$', r'version = "\1.1"', sources.read_text(), count=1))
        pack = ["bundle", "pack", content, "--golden", str(ROOT / "tests/golden"), "--output", file]
        for args in (pack, ["bundle", "install", file, "--yes", "--allow-unsigned"]):
            done = subprocess.run([self.program, *args], env={"XDG_DATA_HOME": data}, capture_output=True, text=True)
            if done.returncode:
                print(f"left out: the start with an installed bundle, since there is none: {done.stderr.strip()}")
                return None
        with Session([self.program], data) as session:
            session.opened(words="取込")
        return data


def judged(runs, goal, limit):
    words = {"met" if x <= goal else "past the goal" if x <= limit else "MISSED" for x in runs}
    return f"{goal} ({limit})", words.pop() if len(words) == 1 else "the runs differ"


def table(rows):
    for row in [["", "ours", "floor", "ratio", "runs", "bytes", "goal (limit)", ""], *rows]:
        wide = sum(2 if ord(c) > 0x2e7f else 1 for c in row[0])
        cells = (cell.rjust(n) for cell, n in zip(row[1:7], (9, 9, 7, 12, 16, 14)))
        print(row[0] + " " * (48 - wide) + "".join(cells) + "  " + row[7])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the built chiiki-navi")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--floor", help="a floor that is built already, with the same keys")
    args = parser.parse_args()
    target = ROOT / "target/floor"
    build = ["cargo", "build", "--release", "--locked", "--quiet", "--target-dir", target, "--manifest-path"]
    if not args.floor:
        subprocess.run([*build, HERE / "floor/Cargo.toml"], check=True)
    floor = args.floor or target / "release/floor"
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(os.path.abspath(args.program), os.path.abspath(floor), folder, args.runs)
        bench.starts(bench.install())
        for scene in SCENES:
            print(f"{scene[0]} ...", file=sys.stderr)
            sizes = bench.scene(*scene)
            if scene[0] == "結果: move":
                bench.absolute("結果: move, bytes", *sizes, 450, 450)
        for queue in QUEUES:
            bench.queue(*queue)
        bench.absolute("peak memory of a session, MB", *map(max, bench.peaks), 6, 8)
        print(f"{COLUMNS}x{ROWS}, {args.runs} runs, {os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}; times in ms\n")
        table(bench.rows)


if __name__ == "__main__":
    main()
