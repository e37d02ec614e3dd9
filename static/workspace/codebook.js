/**
 * The codebook as the page knows it, when somebody changed it: the same lists and maps that the other parts hold, so
 * that each finds the new names. Fires `verbatim:codes` on the document.
 */
export class Codebook {
  constructor({ facts, server, codings, stripes, maps, names }) {
    Object.assign(this, { facts, server, codings, stripes, maps, names });
  }

  async renew(number) {
    const codes = await this.server.ask("/codes");
    const before = new Map(this.facts.codes.map((code) => [code.pk, code]));
    const now = new Set(codes.map(({ pk }) => pk));
    const kept = this.facts.retired.filter(({ pk }) => !now.has(pk));
    const gone = this.facts.codes.filter(({ pk }) => !now.has(pk));
    this.facts.retired.splice(0, Infinity, ...kept, ...gone.map((code) => ({ ...code, path: "", depth: 0 })));
    this.facts.codes.splice(0, Infinity, ...codes);
    for (const code of [...codes, ...this.facts.retired]) this.learn(code);
    const renamed = codes.filter(({ pk, name }) => before.has(pk) && before.get(pk).name !== name);
    this.rename(new Set(renamed.map(({ pk }) => pk)));
    await this.recolour(number);
    document.dispatchEvent(new CustomEvent("verbatim:codes"));
  }

  learn(code) {
    for (const map of this.maps) map.set(code.pk, code);
    this.names.set(code.pk, code.name);
  }

  /** Stripes say the name of their code: those of a renamed one are made anew. */
  rename(codes) {
    for (const coding of this.codings.list().filter(({ code }) => codes.has(code))) {
      this.stripes.remove(coding);
      this.stripes.add(coding);
    }
  }

  /** The colours' stylesheet anew; the old one stays until it is there, so that nothing flickers. */
  recolour(number) {
    const old = document.querySelector("link[data-codes]");
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet" });
    link.dataset.codes = "";
    link.href = `${old.href.split("?")[0]}?since=${number}`;
    return new Promise((done) => {
      link.addEventListener("load", () => done(old.remove()));
      link.addEventListener("error", done);
      old.after(link);
    });
  }
}
