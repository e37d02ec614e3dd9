const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/**
 * A table that is one stop of Tab however many rows it has: arrows go from row to row and along what can be operated in
 * one, Home and End to its ends, with Ctrl to the first and the last row. Without script Tab goes through all of it.
 */
class RowKeys extends HTMLElement {
  connectedCallback() {
    const table = this.querySelector("table");
    const region = table.closest(".table-region");
    table.setAttribute("role", "grid");
    table.setAttribute("aria-label", region.getAttribute("aria-label"));
    region.removeAttribute("tabindex");
    this.body = table.tBodies[0];
    this.querySelector(".row-keys").hidden = false;
    this.body.addEventListener("focusin", ({ target }) => this.stop(target));
    this.body.addEventListener("keydown", (event) => this.press(event));
    this.stop(this.titleOf(this.body.rows[0]));
  }

  /** Where Tab leads: to this one, and past the others. What is being filled in keeps its own stops. */
  stop(here) {
    for (const each of controlsOf(this.body)) each.tabIndex = each === here ? 0 : -1;
  }

  titleOf(row) {
    return controlsOf(row).find((each) => each.closest("th")) ?? controlsOf(row)[0];
  }

  press(event) {
    const { target, key } = event;
    const along = controlsOf(target.closest("tr"));
    if (event.altKey || event.shiftKey || event.metaKey || !along.includes(target)) return;
    if (event.ctrlKey && key !== "Home" && key !== "End") return;
    const to = this.goal(event, target, along);
    if (to === undefined) return;
    event.preventDefault();
    to?.focus();
    to?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** What the key leads to: nothing (`null`) at the end of a row, `undefined` where it is none of these keys. */
  goal({ key, ctrlKey }, target, along) {
    const at = along.indexOf(target);
    if (key in STEPS) return this.inRow(target, STEPS[key]);
    if (key === "Home" || key === "End") {
      if (ctrlKey) return this.inRow(target, key === "Home" ? -Infinity : Infinity);
      return along.at(key === "Home" ? 0 : -1);
    }
    if (key === "ArrowRight") return along[at + 1] ?? null;
    return key === "ArrowLeft" ? (along[at - 1] ?? null) : undefined;
  }

  /** So many rows on, in the same column; where nothing can be operated there, on the title. */
  inRow(target, by) {
    const { rows } = this.body;
    const at = [...rows].indexOf(target.closest("tr"));
    const row = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    const cell = row.cells[target.closest("td, th").cellIndex];
    return (cell && controlsOf(cell)[0]) ?? this.titleOf(row);
  }
}

function controlsOf(part) {
  return [...part.querySelectorAll("a, button, input")].filter((each) => !each.closest("td form"));
}

customElements.define("row-keys", RowKeys);
