"""Runs Lighthouse, as on a phone, on pages of the built site in both languages, and fails where a score is below 95.

python benchmarks/lighthouse.py [--least 95] [address ...]

Addresses are those of Chinese pages; without any: the home page, the first dimension, the list of organisations, the
explorer of models and its longest entry. The site is served on loopback, compressed, as hosts do. The speed of one
run says little on a busy machine: a page below the mark runs twice more, and the median of each score counts.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
COMMAND = (Path(sys.executable).with_name("node"), ROOT / "benchmarks" / "node_modules" / "lighthouse" / "cli" / "index.js")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync"
TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
PACKED = frozenset({".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest"})


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves texts compressed."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with a file, compressed where it is a text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        if path.suffix in PACKED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000" if "assets" in path.parts else "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@dataclass(frozen=True)
class Report:
    """What Lighthouse says of a page."""

    scores: dict[str, int]
    times: str
    faults: list[str]


def pages() -> list[str]:
    """Return the addresses of a page of each kind."""
    start = json.loads((SITE / "data" / "catalogue.json").read_text(encoding="utf-8"))
    longest = max((SITE / "models").glob("*/index.html"), key=lambda path: path.stat().st_size)
    return ["", f"{next(iter(start['dimensions']))}/", "organisations/", "models/", f"models/{longest.parent.name}/"]


def measure(url: str) -> Report:
    """Run Lighthouse once on a page."""
    command = [*map(str, COMMAND), url, "--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting"]
    done = subprocess.run([*command, f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={CHROMIUM}"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse failed on {url}:\n{done.stderr[-2000:]}")
    found = json.loads(done.stdout)
    audits = found["audits"]
    scores = {name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES}
    faults = [
        f"{kind}: {audits[part['id']]['title']} {[item['node']['selector'] for item in audits[part['id']].get('details', {}).get('items', []) if 'node' in item][:3]}"
        for kind in CATEGORIES[1:]
        for part in found["categories"][kind]["auditRefs"]
        if part["weight"] and audits[part["id"]]["score"] == 0
    ]
    return Report(scores, "  ".join(audits[name]["displayValue"] for name in TIMES), faults)


def judge(url: str, least: int) -> Report:
    """Run Lighthouse on a page, twice more where a score is below the mark."""
    first = measure(url)
    if min(first.scores.values()) >= least:
        return first
    reports = [first, measure(url), measure(url)]
    return Report({name: int(statistics.median(report.scores[name] for report in reports)) for name in CATEGORIES}, reports[-1].times, first.faults)


def main() -> int:
    """Print a line for each page; return 1 when a score is below the mark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("addresses", nargs="*")
    parser.add_argument("--least", type=int, default=95)
    arguments = parser.parse_args()
    os.environ.setdefault("CHROME_PATH", os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or "")
    below = 0
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"{'page':42}{''.join(f'{name:>16}' for name in CATEGORIES)}   {', '.join(TIMES)}")
        for address in arguments.addresses or pages():
            for path in (address, f"en/{address}"):
                report = judge(f"http://127.0.0.1:{server.server_port}/{path}", arguments.least)
                print(f"/{path:41}{''.join(f'{score:16}' for score in report.scores.values())}   {report.times}", flush=True)
                print("".join(f"    {fault}\n" for fault in report.faults), end="", flush=True)
                below += min(report.scores.values()) < arguments.least
        server.shutdown()
    if below:
        print(f"{below} pages are below {arguments.least}")
    return int(below > 0)


if __name__ == "__main__":
    sys.exit(main())
