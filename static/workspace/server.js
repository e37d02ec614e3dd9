import { say } from "./sentences.js";

/** A change that the server refused or never got; the message can be shown as it is. */
export class NotSaved extends Error {}

/** The requests of the workspace. Every failure is a `NotSaved`. */
export class Server {
  constructor(facts, token) {
    this.facts = facts;
    this.token = token;
  }

  apply({ guid, code, start, end, values }) {
    const { transcript, revision } = this.facts;
    const wish = { guid, code, start, end, revision, qualifiers: values };
    return this.send("POST", `/transcripts/${transcript}/codings`, wish);
  }

  remove({ guid }) {
    return this.send("DELETE", `/codings/${guid}`);
  }

  /** Makes a code and applies it: `wish` is `{guid, name, parent, start, end}`. */
  anew(wish) {
    const { transcript, revision } = this.facts;
    return this.send("POST", `/transcripts/${transcript}/codings/anew`, { ...wish, revision });
  }

  recode({ guid }, code) {
    return this.send("PUT", `/codings/${guid}/code`, { code });
  }

  resize({ guid, start, end }) {
    return this.send("PUT", `/codings/${guid}/span`, { start, end, revision: this.facts.revision });
  }

  qualify({ guid }, values) {
    return this.send("PUT", `/codings/${guid}/qualifiers`, { qualifiers: values });
  }

  markReading(state) {
    return this.send("PUT", `/transcripts/${this.facts.transcript}/reading`, { state: state || null });
  }

  /** A login in another tab brings a new token, which the page doesn't have but the cookie does. */
  freshToken() {
    return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? this.token;
  }

  async send(method, path, wish) {
    const headers = { "X-CSRFToken": this.freshToken(), "Content-Type": "application/json" };
    const body = wish && JSON.stringify(wish);
    let answer;
    try {
      answer = await fetch(this.facts.api + path, { method, headers, body });
    } catch {
      throw new NotSaved(say.away);
    }
    const said = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok) return said;
    if (answer.status === 401 || String(said?.detail).startsWith("CSRF")) throw new NotSaved(say.loggedOut);
    throw new NotSaved(typeof said?.detail === "string" ? said.detail : say.odd);
  }
}

/** A random GUID; `crypto.randomUUID` exists only under https. */
export function newGuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
