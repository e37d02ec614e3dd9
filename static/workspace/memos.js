import { Memos } from "../memos/memos.js";
import "../memos/panel.js";
import { Requests } from "../memos/requests.js";
import { say } from "../memos/sentences.js";
import { say as said } from "./sentences.js";

/**
 * The memos beside the text: those on what is chosen, on a coding's code too, else on the transcript and who speaks in it. Codings and codes
 * that have some carry a sign.
 */
export class WorkspaceMemos {
  constructor(parts) {
    Object.assign(this, parts);
    const { facts, panel } = this;
    this.requests = new Requests(facts.api, facts.round);
    this.memos = new Memos();
    panel.begin({ ...facts, may: facts.mayWrite }, this.memos, this.requests);
    this.pane = panel.closest(".workspace-chosen");
    // Asked for without need, the pane's place would have the page laid out once more.
    this.pane.addEventListener("scroll", () => (this.isScrolled = true), { passive: true });
    this.show(null, null, false);
    this.memos.addEventListener("changed", () => this.mark());
    this.codings.addEventListener("added", ({ detail }) => this.markCoding(detail));
    document.addEventListener("verbatim:news", ({ detail }) => this.hear(detail));
    this.fetch();
  }

  async fetch() {
    try {
      this.memos.fill(await this.requests.list(this.facts.transcript));
    } catch {
      // The next news brings them; what is written meanwhile says by itself that it is not saved.
    }
  }

  hear(news) {
    if (news.memos || news.gone?.length) this.fetch();
    else if (news.codebook) requestAnimationFrame(() => this.mark());
  }

  /** What the memos shown are on; a passing look leaves what is being written where it is. */
  show(coding, code, isPassing) {
    const { facts, panel } = this;
    if (isPassing && panel.isWriting) return;
    const kind = coding ? "coding" : code ? "code" : "transcript";
    const on = { [kind]: coding?.guid ?? code ?? facts.transcript };
    const people = kind === "transcript" ? facts.people.map((participant) => ({ participant })) : [];
    this.title.textContent = say.about[kind];
    panel.show(on, ...(coding ? [{ code: coding.code }] : people));
    if (this.isScrolled) this.pane.scrollTop = 0;
    this.isScrolled = false;
  }

  /** Writes one on what is shown; where the pane is folded away, it opens. */
  write() {
    if (!this.facts.mayWrite) return this.status.hint(said.mayNotWrite);
    const pane = this.panel.closest("[popover]");
    if (!pane.getClientRects().length) pane.showPopover();
    return this.panel.write();
  }

  mark() {
    this.counts = this.memos.counts();
    for (const coding of this.codings.all.values()) this.markCoding(coding);
    for (const row of document.querySelectorAll("code-tree [data-code]")) this.markCode(row);
  }

  markCoding(coding) {
    const memos = this.counts?.get(`coding:${coding.guid}`) ?? 0;
    if (memos !== (coding.memos ?? 0)) this.codings.change(coding, { memos });
  }

  markCode(row) {
    const memos = this.counts.get(`code:${row.dataset.code}`) ?? 0;
    row.classList.toggle("has-memo", memos > 0);
    row.ariaDescription = memos ? say.has(memos) : null;
  }
}
