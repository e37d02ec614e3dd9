import { beside, moved } from "./moving.js";

/** The cells of a matrix in their rows, of which one is the stop of the Tab key. */
export class Rows {
  constructor(table) {
    this.rows = [...table.rows].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length);
    this.marked = this.rows[0]?.[0];
    for (const cell of this.rows.flat()) this.settle(cell);
  }

  /** Links within cells are reached by the cell's own page and by the mouse. */
  settle(cell) {
    cell.tabIndex = cell === this.marked ? 0 : -1;
    for (const link of cell.getElementsByTagName("a")) link.tabIndex = -1;
  }

  mark(cell) {
    if (!cell || cell === this.marked) return;
    this.marked.tabIndex = -1;
    this.marked = cell;
    cell.tabIndex = 0;
  }

  /** The cell that a key leads to. */
  moved(cell, event) {
    const to = event.altKey || event.metaKey ? null : moved(this.at(cell), event, this.lengths);
    return to && this.rows[to[0]][to[1]];
  }

  /** The next cell, or the one before. */
  beside(cell, step) {
    const to = beside(this.at(cell), step, this.lengths);
    return to && this.rows[to[0]][to[1]];
  }

  at(cell) {
    const row = this.rows.findIndex((cells) => cells.includes(cell));
    return [row, this.rows[row].indexOf(cell)];
  }

  get lengths() {
    return this.rows.map((row) => row.length);
  }
}
