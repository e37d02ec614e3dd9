import { say } from "./sentences.js";

/** Keeps the page's codes and qualifiers with the study's: reads them anew when somebody changed them, and the colours. */
export class Codebook {
  constructor(parts) {
    Object.assign(this, parts);
    const { known } = parts;
    known.addEventListener("added", ({ detail }) => this.recolour(`with-${detail.pk}`));
  }

  async renew(number) {
    const before = new Set(this.known.list.map(({ pk }) => pk));
    const [codes, qualifiers] = await Promise.all([this.server.ask("/codes"), this.server.ask("/qualifiers")]);
    this.qualifying.renew(qualifiers);
    const renamed = this.known.renew(codes);
    await this.follow(before);
    for (const coding of this.codings.list().filter(({ code }) => renamed.has(code))) {
      // Stripes say the name of their code: those of a renamed one are made anew.
      this.stripes.remove(coding);
      this.stripes.add(coding);
    }
    await this.recolour(number);
  }

  /** While a round runs it stands still, and no code is offered to be made; is told where that begins and ends. */
  stand(isStill) {
    if (this.facts.still === isStill) return;
    this.facts.still = isStill;
    document.body.classList.toggle("stands-still", isStill);
    if (this.picker.matches(":popover-open")) this.picker.show();
    this.status.hint(isStill ? say.roundBegan : say.roundEnded);
  }

  /** What was coded with a code goes and comes with it. */
  async follow(before) {
    for (const coding of this.codings.list()) if (!this.known.isInUse(coding.code)) this.codings.remove(coding);
    if (this.known.list.every(({ pk }) => before.has(pk))) return;
    const rows = await this.server.ask(`${this.server.here}/codings?coders=${this.server.facts.shown}`);
    this.codings.renew(rows, (guid) => this.server.outbox.has(guid));
  }

  /** The colours' stylesheet anew; the old one stays until it is there, so that nothing flickers. */
  recolour(version) {
    const old = this.colours;
    const fresh = old.cloneNode();
    fresh.href = `${old.href.split("?")[0]}?since=${version}`;
    this.colours = fresh;
    return new Promise((done) => {
      fresh.addEventListener("load", () => done(old.remove()), { once: true });
      fresh.addEventListener("error", done, { once: true });
      old.after(fresh);
    });
  }
}
