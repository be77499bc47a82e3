"""Opens a page in headless Chromium and says what is drawn, as JSON: one object a theme and width.

Usage: look_at_page.py CHROMIUM PAGE [SCREENSHOTS]

What is measured of the picture is measured on its first screen; whole pages are kept where a folder is named.

Speaks the DevTools protocol through pipes; needs nothing but Python's standard library.
"""

import base64
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import zlib

WIDTHS = [320, 390, 1100]
THEMES = ["light", "dark"]

# Told the width: a phone's window grows with what sticks out of it.
MEASURE = """
((width) => {
  const parse = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
  };
  const isShown = (element) => element.getClientRects().length > 0;
  let worst = { ratio: 21, text: '' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !isShown(element)) continue;
    const found = ratio(parse(getComputedStyle(element).color), ground(element));
    if (found < worst.ratio) worst = { ratio: found, text };
  }
  let part = 21;
  for (const bar of document.querySelectorAll('.bars i, .outcome i')) {
    part = Math.min(part, ratio(parse(getComputedStyle(bar).backgroundColor), ground(bar.parentElement)));
  }
  const outside = [...document.querySelectorAll('body *')].filter((e) => {
    if (e.closest('.scroll, thead') || !isShown(e)) return false;
    const box = e.getBoundingClientRect();
    return box.right > width + 0.5 || box.left < -0.5;
  }).map((e) => e.tagName + '.' + e.className);
  return JSON.stringify({
    overflow: document.documentElement.scrollWidth - width,
    outside, text: document.body.innerText, textContrast: worst, partContrast: part,
    unnamed: [...document.querySelectorAll('[role=img]')].filter((e) => !e.getAttribute('aria-label')).length,
    headings: [...document.querySelectorAll('h1, h2')].map((e) => e.textContent),
    height: document.documentElement.scrollHeight,
  });
})
"""


class Browser:
    def __init__(self, program, profile):
        to_browser, self.writer = os.pipe()
        self.reader, from_browser = os.pipe()

        def connect():
            # The descriptors may be 3 or 4 themselves, so each goes by way of a higher one.
            source, target = os.dup2(to_browser, 60), os.dup2(from_browser, 61)
            os.dup2(source, 3)
            os.dup2(target, 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
             "--no-first-run", f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            close_fds=False, preexec_fn=connect)
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.rest, self.events = 0, b"", []

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.reader, 1 << 20)
            if not more:
                sys.exit("the browser ended")
            self.rest += more
        line, self.rest = self.rest.split(b"\0", 1)
        return json.loads(line)

    def call(self, method, session=None, **parameters):
        self.number += 1
        call = {"id": self.number, "method": method, "params": parameters}
        if session:
            call["sessionId"] = session
        os.write(self.writer, json.dumps(call).encode() + b"\0")
        while True:
            answer = self.message()
            if answer.get("id") == self.number:
                if "error" in answer:
                    sys.exit(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.message())


def pixels(png):
    """The picture's rows as bytes, and how many bytes a pixel has."""
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    size = {2: 3, 6: 4}[kind]
    assert depth == 8
    data, offset = b"", 8
    while offset < len(png):
        (length,) = struct.unpack(">I", png[offset:offset + 4])
        if png[offset + 4:offset + 8] == b"IDAT":
            data += png[offset + 8:offset + 8 + length]
        offset += length + 12
    data = zlib.decompress(data)
    rows, before, stride = [], bytearray(width * size), width * size
    for y in range(height):
        start = y * (stride + 1)
        rows.append(before := unfilter(data[start], bytearray(data[start + 1:start + 1 + stride]), before, size))
    return rows, size


def unfilter(kind, row, above, size):
    if kind == 0:
        return row
    for x in range(len(row)):
        left = row[x - size] if x >= size else 0
        up = above[x]
        corner = above[x - size] if x >= size else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        else:
            p = left + up - corner
            guess = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))[2]
        row[x] = (row[x] + guess) & 255
    return row


def drawn(png):
    """The commonest colour, its share, how many others there are, and the colour of the first pixel."""
    rows, size = pixels(png)
    counts = {}
    for row in rows[::2]:
        for x in range(0, len(row), size * 2):
            colour = tuple(row[x:x + 3])
            counts[colour] = counts.get(colour, 0) + 1
    common = max(counts, key=counts.get)
    return {"commonest": common, "share": counts[common] / sum(counts.values()), "colours": len(counts),
            "corner": list(rows[0][:3])}


def picture(browser, session, width, height, scale):
    shot = browser.call("Page.captureScreenshot", session, captureBeyondViewport=True, clip={
        "x": 0, "y": 0, "width": width, "height": height, "scale": scale})
    return base64.b64decode(shot["data"])


def look(browser, session, page, theme, width, folder):
    browser.events.clear()
    browser.call("Emulation.setEmulatedMedia", session,
                 features=[{"name": "prefers-color-scheme", "value": theme}])
    browser.call("Emulation.setDeviceMetricsOverride", session,
                 width=width, height=844, deviceScaleFactor=1, mobile=width < 600)
    browser.call("Page.navigate", session, url=pathlib.Path(page).absolute().as_uri())
    browser.wait_for("Page.loadEventFired")
    value = browser.call("Runtime.evaluate", session, expression=f"({MEASURE})({width})")["result"]["value"]
    found = json.loads(value)
    png = picture(browser, session, width, 844, 0.5)
    if folder:
        whole = picture(browser, session, width, found["height"], 1)
        pathlib.Path(folder, f"{pathlib.Path(page).stem}-{theme}-{width}.png").write_bytes(whole)
    said = [event["params"] for event in browser.events
            if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")]
    asked = [event["params"]["request"]["url"] for event in browser.events
             if event.get("method") == "Network.requestWillBeSent"]
    return {"theme": theme, "width": width, "said": json.dumps(said) if said else "",
            "requests": len(asked), **found, **drawn(png)}


def main():
    program, page = sys.argv[1:3]
    folder = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(program, profile)
        try:
            target = browser.call("Target.createTarget", url="about:blank")["targetId"]
            session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network"):
                browser.call(f"{domain}.enable", session)
            print(json.dumps([look(browser, session, page, theme, width, folder)
                              for theme in THEMES for width in WIDTHS]))
            browser.call("Browser.close")
        finally:
            browser.process.terminate()
            browser.process.wait()


main()
