import { totalsOf } from "./branches.js";
import { say } from "./sentences.js";

/** How often each code and those under it are used, in the transcript and in the study, written into rows of the tree. */
export class Uses {
  constructor(codings, known) {
    Object.assign(this, { codings, known, study: null });
    codings.addEventListener("added", ({ detail }) => this.recount(detail.code, 1));
    codings.addEventListener("removed", ({ detail }) => this.recount(detail.code, -1));
  }

  learn(counts) {
    this.study = new Map(counts);
  }

  recount(code, by) {
    this.study?.set(code, (this.study.get(code) ?? 0) + by);
  }

  show(rows) {
    const here = totalsOf(this.known.list, this.codings.counts);
    const study = this.study && totalsOf(this.known.list, this.study);
    for (const { code, count } of rows) {
      const uses = [here.get(code.pk), study?.get(code.pk)];
      if (count.uses === uses.join()) continue;
      count.uses = uses.join();
      const [seen, heard] = say.uses(...uses);
      count.title = heard;
      count.replaceChildren(part(seen, { ariaHidden: "true" }), part(heard, { className: "visually-hidden" }));
    }
  }
}

const part = (textContent, rest) => Object.assign(document.createElement("span"), { textContent, ...rest });
