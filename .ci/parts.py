#!/usr/bin/env python3
"""What the programs are made of: parts.py licences|sbom FILE TARGET...

licences: every crate that is linked in, with its licence texts. sbom: the same as CycloneDX 1.5.
Crates that only help to build (build scripts, macros, tests) are not in the programs and not in the lists.
"""
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def cargo(*words):
    return subprocess.run(["cargo", *words, "--locked"], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def linked(targets):
    """(name, version) of each crate in the programs for these targets."""
    found = set()
    for target in targets:
        tree = cargo("tree", "--target", target, "-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}")
        for line in tree.splitlines():
            name, version, *_ = line.split()
            found.add((name, version.removeprefix("v")))
    return found


def packages(targets):
    wanted = linked(targets)
    all_packages = json.loads(cargo("metadata", "--format-version", "1"))["packages"]
    own = "chiiki-navi"
    parts = [p for p in all_packages if (p["name"], p["version"]) in wanted and p["name"] != own]
    program = next(p for p in all_packages if p["name"] == own)
    return program, sorted(parts, key=lambda p: (p["name"], p["version"]))


def licence_files(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    names = ("license", "licence", "copying", "copyright", "unlicense", "notice")
    return sorted(f for f in folder.iterdir() if f.is_file() and f.name.lower().startswith(names))


def licences(parts):
    texts = {}  # text → crates, since most share a few texts
    lines = ["地域ナビ（chiiki-navi）に含まれるソフトウェアとライセンス", ""]
    lines += ["chiiki-navi 自身: MIT OR Apache-2.0（LICENSE-MIT、LICENSE-APACHE の全文は末尾）"]
    lines += ["Rust の標準ライブラリ: MIT OR Apache-2.0"]
    lines += ["C の実行時ライブラリ: Windows 版は mingw-w64（パブリックドメイン、ZPL-2.1）と libgcc（GPL-3.0 と例外条項）、"]
    lines += ["Linux 版は musl（MIT）", ""]
    for p in parts:
        lines.append(f"{p['name']} {p['version']}: {p['license'] or '（記載なし）'}  {p['repository'] or ''}".rstrip())
        files = licence_files(p)
        if not files:
            lines.append("    （全文は配布元のパッケージに含まれていません）")
        for f in files:
            text = f.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()
            texts.setdefault(text, []).append(f"{p['name']} {p['version']} {f.name}")
    for name in ("LICENSE-MIT", "LICENSE-APACHE"):
        texts.setdefault((ROOT / name).read_text(encoding="utf-8").strip(), []).append(f"chiiki-navi {name}")
    for text, users in texts.items():
        lines += ["", "=" * 78, *users, "=" * 78, "", text]
    return "\ufeff" + "\r\n".join("\n".join(lines).split("\n")) + "\r\n"


def sbom(program, parts):
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    sums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}

    def component(p, kind):
        purl = f"pkg:cargo/{p['name']}@{p['version']}"
        out = {"type": kind, "bom-ref": purl, "name": p["name"], "version": p["version"], "purl": purl}
        if p["license"]:
            out["licenses"] = [{"expression": p["license"].replace("/", " OR ")}]
        if p["repository"]:
            out["externalReferences"] = [{"type": "vcs", "url": p["repository"]}]
        if checksum := sums.get((p["name"], p["version"])):
            out["hashes"] = [{"alg": "SHA-256", "content": checksum}]
        return out

    when = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    components = [component(p, "library") for p in parts]
    serial = hashlib.sha256(json.dumps(components).encode()).hexdigest()
    serial = f"{serial[:8]}-{serial[8:12]}-5{serial[13:16]}-8{serial[17:20]}-{serial[20:32]}"
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"timestamp": when.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": component(program, "application")},
        "components": components,
    }
    return json.dumps(bom, ensure_ascii=False, indent=1) + "\n"


def main():
    what, file, *targets = sys.argv[1:]
    program, parts = packages(targets)
    text = licences(parts) if what == "licences" else sbom(program, parts)
    pathlib.Path(file).write_bytes(text.encode("utf-8"))
    print(f"{what}: {len(parts)} crates")


main()
