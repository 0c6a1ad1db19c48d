// The chip beside a field: how many places could be better, or how many blanks are left.
import { element } from "./surface.js";

const HEIGHT = 22;

export class Chip {
  constructor(root, open) {
    this.button = element("button", { type: "button", className: "chip", hidden: true });
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", (event) => event.isTrusted && open());
    root.append(this.button);
  }

  show(places, blanks) {
    const { button } = this;
    button.hidden = !places && !blanks;
    button.dataset.state = blanks ? "blanks" : "places";
    const text = blanks ? `还有 ${blanks} 处待填` : String(places);
    if (button.textContent !== text) button.textContent = text;
    button.title = blanks ? "填好 ⟨ ⟩ 里的内容再发送" : `${places} 处可以更好，按 Alt+. 看建议`;
    button.ariaLabel = blanks ? `${text}，填好再发送` : button.title;
  }

  /** Stand on the lower edge of the field, at its right. */
  stand(box, view) {
    const isSeen = view.width > 40 && view.height > 8;
    this.button.style.visibility = isSeen ? "visible" : "hidden";
    const bottom = Math.min(box.bottom, view.bottom);
    const top = Math.min(bottom - HEIGHT / 2, window.innerHeight - HEIGHT - 2);
    const left = Math.min(box.right, view.right) - this.button.offsetWidth - 10;
    this.button.style.top = `${top}px`;
    this.button.style.left = `${left}px`;
  }
}
