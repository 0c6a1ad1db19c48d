"""A replica as a test uses it: its field, its marks, and what the extension drew over it."""

from __future__ import annotations

from typing import Any

NAMES = ("error", "warning", "info")
MARKS = """() => ["error", "warning", "info"].flatMap((severity) =>
  [...(CSS.highlights.get(`reply-coach-${severity}`) ?? [])].map((range) => {
    const box = range.getBoundingClientRect();
    return { severity, text: range.toString(), left: box.left, right: box.right, top: box.top, bottom: box.bottom };
  }))"""


class Desk:
    """One open replica."""

    def __init__(self, page: Any, name: str) -> None:
        self.page = page
        self.name = name
        self.field = page.locator("#field")
        self.line = page.context.new_cdp_session(page)

    @property
    def is_rich(self) -> bool:
        return self.name == "contenteditable"

    def text(self) -> str:
        script = "(field) => field.value ?? [...field.childNodes].map((one) => one.textContent).join('\\n')"
        return str(self.field.evaluate(script)).replace("\u00a0", " ")

    def write(self, text: str) -> None:
        """Type a text as a person, in one go."""
        self.field.click()
        self.page.keyboard.insert_text(text)

    def marks(self) -> list[dict[str, Any]]:
        """What is marked: severity, text and place of each mark."""
        return list(self.page.evaluate(MARKS))

    def wait_for_marks(self, *texts: str) -> list[dict[str, Any]]:
        """Wait until each of the texts is marked; all marks."""
        script = (
            f"(texts) => {{ const marked = ({MARKS})().map((one) => one.text); return "
            f"texts.every((one) => marked.includes(one)); }}"
        )
        self.page.wait_for_function(script, arg=list(texts))
        return self.marks()

    def wait_for_no_marks(self) -> None:
        self.page.wait_for_function(f"() => ({MARKS})().length === 0")

    def compose(self, *steps: str) -> None:
        """Type by an input method: each step is what it shows meanwhile."""
        for step in steps:
            self.line.send(
                "Input.imeSetComposition", {"text": step, "selectionStart": len(step), "selectionEnd": len(step)}
            )

    def commit(self, text: str) -> None:
        """Take what the input method offers."""
        self.line.send("Input.insertText", {"text": text})

    def drawn(self, script: str) -> Any:
        """The first true result of `script`, a function of a closed shadow root that the extension made."""
        page = self.line.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        for node in walk(page):
            if node["nodeName"] != "REPLY-COACH":
                continue
            root = node["shadowRoots"][0]
            handle = self.line.send("DOM.resolveNode", {"nodeId": root["nodeId"]})["object"]["objectId"]
            found = self.line.send(
                "Runtime.callFunctionOn",
                {
                    "objectId": handle,
                    "functionDeclaration": f"function() {{ return ({script})(this); }}",
                    "returnByValue": True,
                },
            )["result"].get("value")
            if found:
                return found
        return None

    def wait_for_drawn(self, script: str) -> Any:
        """The same, once it is true."""
        for _ in range(200):
            if found := self.drawn(script):
                return found
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never drawn: {script}")

    def card(self) -> str:
        """The words of the open card; empty when there is none."""
        script = (
            "(root) => { const card = root.querySelector('.card'); return card && !card.hidden && "
            "card.style.visibility !== 'hidden' ? card.innerText : ''; }"
        )
        return str(self.drawn(script) or "")

    def wait_for_card(self) -> str:
        for _ in range(200):
            if card := self.card():
                return card
            self.page.wait_for_timeout(100)
        raise AssertionError("no card opened")

    def chip(self) -> str:
        """The words of the chip; empty when it is hidden."""
        return str(
            self.drawn(
                "(root) => { const chip = root.querySelector('.chip'); return chip && !chip.hidden && "
                "chip.textContent; }"
            )
            or ""
        )

    def box(self, selector: str) -> dict[str, float]:
        """Where something drawn is on the screen."""
        script = (
            f"(root) => {{ const one = root.querySelector({selector!r}); const box = one?.getBoundingClientRect();"
            " return box && { left: box.left, right: box.right, top: box.top, bottom: box.bottom }; }"
        )
        return dict(self.wait_for_drawn(script))

    def press_drawn(self, selector: str) -> None:
        """Click something drawn."""
        box = self.box(selector)
        self.page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)


def walk(node: dict[str, Any]) -> Any:
    """A node of the DOM and all below it, in frames and shadow roots too."""
    yield node
    for key in ("children", "shadowRoots"):
        for child in node.get(key, []):
            yield from walk(child)
    if "contentDocument" in node:
        yield from walk(node["contentDocument"])
