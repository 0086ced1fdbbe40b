"""How quick the page is, and ten tasks of staff with their clicks and seconds.

python -m evals.benchmarks.page ADDRESS [--times N] [--shots FOLDER]

ADDRESS is a running service over the five reports of seeds/. First paint is the browser's own
performance entry; an answer counts from the key that sends the question until its last word
stands. A task's clicks are all clicks and ticks, its keys are what is typed; its seconds are the
machine's, without a person's reading and thinking. Chromium has to be installed.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from evals.benchmarks.page_tasks import TASKS, Hands

QUESTIONS = (
    "满洲里市2020年地区生产总值是多少？",
    "海拉尔区2020年城镇登记失业率是多少？",
    "乌海市2024年地区生产总值目标是多少？",
    "东昌区和回民区固定资产投资谁增长快？",
    "满洲里市今年怎么优化营商环境？",
)
PAINTED = "performance.getEntriesByType('paint').map((entry) => [entry.name, entry.startTime])"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
ANSWERED = ".card[aria-busy=false] .answer"
FLAGS = ["--no-sandbox", "--disable-gpu"]
WIDTHS = (1440, 1024, 390)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints all figures; 1 where a task could not be done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--shots", type=Path)
    given = parser.parse_args(arguments)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        _say_times(browser, given.address, given.times)
        done = [_did(browser, given.address, name, given.shots) for name in TASKS]
        browser.close()
    return 0 if all(done) else 1


def _say_times(browser: Browser, address: str, times: int) -> None:
    paints: list[float] = []
    loads: list[float] = []
    answers: list[float] = []
    for number in range(times):
        page = _fresh(browser, address)
        paints.append(dict(page.evaluate(PAINTED))["first-contentful-paint"])
        loads.append(page.evaluate(LOADED))
        answers += [_answered(page, question) for question in QUESTIONS if number or times == 1]
        page.context.close()
    for name, figures in (("first paint", paints), ("loaded", loads), ("answer", answers)):
        most = max(figures)
        _say(f"{name}: median {median(figures):.0f} ms, most {most:.0f} ms of {len(figures)}")


def _fresh(browser: Browser, address: str, width: int = 1440) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-CN")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    return page


def _answered(page: Page, question: str) -> float:
    before = page.locator(ANSWERED).count()
    page.fill("#question", question)
    started = time.perf_counter()
    page.keyboard.press("Enter")
    page.locator(ANSWERED).nth(before).wait_for()
    return 1000 * (time.perf_counter() - started)


def _did(browser: Browser, address: str, name: str, shots: Path | None) -> bool:
    page = _fresh(browser, address)
    hands = Hands(page)
    started = time.perf_counter()
    try:
        TASKS[name](hands)
    except PlaywrightError as error:
        _say(f"{name}: not done: {str(error).splitlines()[0]}")
        return False
    else:
        took = time.perf_counter() - started
        _say(f"{name}: {hands.clicks} clicks, {hands.keys} keys, {took:.1f} s")
        return True
    finally:
        if shots is not None:
            _shoot(page, shots, name)
        page.context.close()


def _shoot(page: Page, shots: Path, name: str) -> None:
    shots.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=shots / f"{name}-{width}.png", full_page=True)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
