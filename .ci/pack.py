#!/usr/bin/env python3
"""An archive to hand out: pack.py FILE.zip|FILE.tar.gz TOP FILE...

Each FILE goes into the folder TOP of the archive; NAME=FILE gives it another name there. The same files give the same
bytes: in the order named, with the time SOURCE_DATE_EPOCH. In a zip, Japanese names are marked as UTF-8, which Windows'
own Explorer reads.
"""
import datetime
import gzip
import io
import os
import pathlib
import sys
import tarfile
import zipfile

WHEN = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
PROGRAMS = ("chiiki-navi", "chiiki-navi.exe")


def mode(name):
    return 0o755 if pathlib.PurePosixPath(name).name in PROGRAMS else 0o644


def as_zip(files):
    # A zip knows no time before 1980, and no zone: Japan's clock, as whoever opens it has.
    when = datetime.datetime.fromtimestamp(max(WHEN, 315_532_800), datetime.timezone(datetime.timedelta(hours=9)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100000 | mode(name)) << 16
            entry.create_system = 3
            archive.writestr(entry, content)
    return out.getvalue()


def as_tar(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in files:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = len(content), WHEN, mode(name)
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(out.getvalue(), 9, mtime=0)


def main():
    target, top, *named = sys.argv[1:]
    files = []
    for one in named:
        name, _, path = one.rpartition("=")
        files.append((f"{top}/{name or pathlib.Path(path).name}", pathlib.Path(path).read_bytes()))
    pathlib.Path(target).write_bytes(as_zip(files) if target.endswith(".zip") else as_tar(files))


main()
