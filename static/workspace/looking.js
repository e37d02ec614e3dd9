/** What is told of a coding that was just made is not for the moment in which one codes on. */
const PAUSE = 100;

/** What the inspector and the memos beside the text are about: the chosen coding, or a code that one looks at. */
export class Looking {
  constructor({ codings, inspector, memos, tree }) {
    Object.assign(this, { codings, inspector, memos, tree });
    this.kept = null;
    this.showing = null;
    this.pointed = [null, true];
    // What is told of a coding comes bit by bit, and takes room from the codes above it.
    new ResizeObserver(() => tree.choose(...this.pointed)).observe(tree);
  }

  /** A coding was chosen, or none: shown a little later, since choosing may go on. */
  turn(coding) {
    if (coding) this.kept = null;
    this.wait();
    this.showing = setTimeout(() => this.settle(), coding?.pending ? PAUSE : 0);
  }

  wait() {
    clearTimeout(this.showing);
    this.showing = null;
  }

  /** Whoever acts on what is looked at does not act on what was looked at before. */
  caughtUp(act) {
    if (this.showing !== null) this.settle();
    return act();
  }

  /** What is chosen, at once. */
  settle() {
    this.wait();
    this.show(this.codings.chosen ? null : this.kept, false);
  }

  /** A code for as long as one looks; then again what was there before. */
  at(code) {
    this.wait();
    this.show(code ?? (this.codings.chosen ? null : this.kept), true);
  }

  /** A code that was asked for, until a coding is chosen. */
  stay(code) {
    this.codings.choose(null);
    this.kept = code;
    this.wait();
    this.show(code, false);
  }

  show(code, passing) {
    const coding = code === null ? this.codings.chosen : null;
    this.inspector.show(coding, code);
    this.memos.show(coding, code, passing);
    this.pointed = [code ?? this.codings.chosen?.code, passing];
    this.tree.choose(...this.pointed);
  }
}
