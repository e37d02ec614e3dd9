import { Away, Outbox } from "./outbox.js";
import { say } from "./sentences.js";

/**
 * A change that the server refused; the message can be shown as it is, `act` is what stands in an undo's way, or what it
 * asks about since it was done `elsewhere`.
 */
export class NotSaved extends Error {
  constructor(message, { act, elsewhere = false } = {}) {
    super(message);
    Object.assign(this, { act, elsewhere });
  }
}

/** Answers of a server, or of what stands before it, that is too busy or being restarted. */
const BUSY = new Set([408, 425, 429]);

/**
 * The requests of the workspace. Changes go through the outbox, which keeps them while the server is away; every other
 * failure is a `NotSaved`.
 */
export class Server {
  constructor(facts, token) {
    this.facts = facts;
    this.token = token;
    this.outbox = new Outbox((request) => this.send(request));
    for (const back of ["online", "focus"]) window.addEventListener(back, () => this.outbox.kick());
  }

  apply({ guid, code, start, end, values }) {
    const wish = { guid, code, start, end, revision: this.facts.revision, qualifiers: values };
    return this.put("POST", `${this.here}/codings`, { guid, wish, makes: true });
  }

  /**
   * Makes a code of the name under the parent (`null`: a theme, or under the `theme` that is named), or takes the one
   * that is there, and applies it.
   */
  applyAnew({ guid, start, end }, named) {
    const wish = { guid, start, end, revision: this.facts.revision, ...named };
    return this.put("POST", `${this.here}/codings/anew`, { guid, wish, makes: true });
  }

  remove({ guid }) {
    return this.put("DELETE", `/codings/${guid}`, { guid });
  }

  /** Makes a code, or takes the one that is there, and gives it to a coding. */
  recodeAnew({ guid }, named) {
    return this.put("PUT", `/codings/${guid}/code/anew`, { guid, wish: named });
  }

  resize({ guid, start, end }) {
    return this.put("PUT", `/codings/${guid}/span`, { guid, wish: { start, end, revision: this.facts.revision } });
  }

  recode({ guid }, code) {
    return this.put("PUT", `/codings/${guid}/code`, { guid, wish: { code } });
  }

  qualify({ guid }, values) {
    return this.put("PUT", `/codings/${guid}/qualifiers`, { guid, wish: { qualifiers: values } });
  }

  markRead(number, read) {
    return this.put("PUT", `${this.here}/turns/${number}/read`, { wish: { read } });
  }

  /** `sure` says that the person knows that a round closes with it, if it does. */
  markReading(state, sure) {
    return this.put("PUT", `${this.here}/reading`, { wish: { state: state || null, sure } });
  }

  /** Takes back (`undo`) or does again (`redo`) what was done last: never by itself a second time. */
  async turn(way, { before = null, act = null }) {
    if (this.outbox.size) throw new NotSaved(say.turnLater);
    const wish = { before, act, within: this.facts.transcript };
    return this.send({ method: "POST", path: `/${way}`, wish: way === "undo" ? wish : undefined });
  }

  get here() {
    return `/transcripts/${this.facts.transcript}`;
  }

  /** Where a request goes; in a round each says in which. */
  address(path) {
    const { api, round } = this.facts;
    return api + path + (round ? `${path.includes("?") ? "&" : "?"}round=${round}` : "");
  }

  put(method, path, rest) {
    return this.outbox.put({ method, path, ...rest });
  }

  /** A question, which changes nothing and waits for nothing. */
  ask(path) {
    return this.send({ method: "GET", path });
  }

  /** A login in another tab brings a new token, which the page doesn't have but the cookie does. */
  freshToken() {
    return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? this.token;
  }

  async send({ method, path, wish, ...options }) {
    const headers = {
      "X-CSRFToken": this.freshToken(),
      "X-Verbatim-Person": this.facts.me,
      "Content-Type": "application/json",
    };
    let answer;
    try {
      answer = await fetch(this.address(path), { method, headers, body: wish && JSON.stringify(wish), ...options });
    } catch {
      throw new Away(say.away);
    }
    const said = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok) return said;
    if (method === "DELETE" && answer.status === 404) return null;
    if (answer.status === 401 || String(said?.detail).startsWith("CSRF")) throw new Away(say.loggedOut, true);
    if (answer.status >= 500 || BUSY.has(answer.status)) throw new Away(say.away);
    throw new NotSaved(typeof said?.detail === "string" ? said.detail : say.odd, said ?? {});
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
