"""A web server on this machine for the kiosk's feed, with the demonstration's postings of today."""

import http.server
import subprocess
import threading
import time

# As config.toml has it.
PORT = 8470
VERSIONS = 3
ITEMS = 1200
# A slow answer comes in so many pieces.
PIECES = 40


class Feed:
    """Each pull gets other data, so that each writes; with `slow_secs` it takes so long."""

    def __init__(self, folder, slow_secs=0):
        self.slow_secs = slow_secs
        self.asked = 0
        self.versions = []
        for seed in range(1, VERSIONS + 1):
            path = f"{folder}/feed-{seed}.ndjson"
            subprocess.run(
                [f"{folder}/zhaohuo", "demo-feed", "--out", path, "--items", str(ITEMS), "--seed", str(seed)],
                check=True,
                capture_output=True,
            )
            with open(path, "rb") as file:
                self.versions.append(file.read())

        feed = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = feed.versions[feed.asked % VERSIONS]
                feed.asked += 1
                self.send_response(200)
                self.send_header("Content-Type", "application/x-ndjson")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                piece = len(body) // PIECES + 1
                try:
                    for at in range(0, len(body), piece):
                        self.wfile.write(body[at : at + piece])
                        time.sleep(feed.slow_secs / PIECES)
                except ConnectionError:
                    pass  # The power was cut.

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
