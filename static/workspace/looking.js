/** What the inspector and the memos beside the text are about: the chosen coding, or a code that one looks at. */
export class Looking {
  constructor({ codings, inspector, memos, tree }) {
    Object.assign(this, { codings, inspector, memos, tree });
    this.kept = null;
  }

  /** A coding was chosen, or none: shown with the next frame, since choosing may go on. */
  turn(coding) {
    if (coding) this.kept = null;
    cancelAnimationFrame(this.showing);
    this.showing = requestAnimationFrame(() => this.settle());
  }

  /** What is chosen, at once. */
  settle() {
    cancelAnimationFrame(this.showing);
    this.show(this.codings.chosen ? null : this.kept, false);
  }

  /** A code for as long as one looks; then again what was there before. */
  at(code) {
    cancelAnimationFrame(this.showing);
    this.show(code ?? (this.codings.chosen ? null : this.kept), true);
  }

  /** A code that was asked for, until a coding is chosen. */
  stay(code) {
    this.codings.choose(null);
    this.kept = code;
    cancelAnimationFrame(this.showing);
    this.show(code, false);
  }

  show(code, passing) {
    const coding = code === null ? this.codings.chosen : null;
    this.inspector.show(coding, code);
    this.memos.show(coding, code, passing);
    this.tree.choose(code ?? this.codings.chosen?.code);
  }
}
