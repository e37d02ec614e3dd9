import { Problem } from "./draft.js";
import { say } from "./sentences.js";

/** The requests about memos. Every failure is a `Problem`. */
export class Requests {
  /** `round` is the one in which memos are read and written; none elsewhere. */
  constructor(api, round = null) {
    this.api = api;
    this.within = round ? `?round=${round}` : "";
  }

  list(transcript) {
    return this.send("GET", `/transcripts/${transcript}/memos${this.within}`);
  }

  write(guid, on, body) {
    return this.send("POST", `/memos${this.within}`, { guid, body, ...on });
  }

  reply(guid, to, body) {
    return this.send("POST", `/memos/${to}/replies`, { guid, body });
  }

  change(guid, body, version, goesOn) {
    return this.send("PUT", `/memos/${guid}`, { body, version, goes_on: goesOn });
  }

  resolve({ guid, resolved }) {
    return this.send("PUT", `/memos/${guid}/resolved`, { resolved: !resolved });
  }

  remove({ guid }) {
    return this.send("DELETE", `/memos/${guid}`);
  }

  /** `keepalive` lets a request that began outlive the page. */
  async send(method, path, wish) {
    const headers = { "X-CSRFToken": token(), "Content-Type": "application/json" };
    const body = wish && JSON.stringify(wish);
    const keepalive = (body?.length ?? 0) < 15_000;
    let answer;
    try {
      answer = await fetch(this.api + path, { method, headers, body, keepalive });
    } catch {
      throw new Problem("away");
    }
    const said = answer.status === 204 ? null : await answer.json().catch(() => null);
    if (answer.ok) return said;
    throw problemOf(answer.status, said, method);
  }
}

function problemOf(status, said, method) {
  const detail = typeof said?.detail === "string" ? said.detail : say.odd;
  if (status === 401 || detail.startsWith("CSRF")) return new Problem("loggedOut");
  if (status >= 502 && status <= 504) return new Problem("away");
  if (status === 404 && method === "PUT") return new Problem("gone");
  if (status === 409 && said?.version) return new Problem("conflict", detail, said);
  return new Problem("refused", detail);
}

/** A login in another tab brings a new token, which the page doesn't have but the cookie does. */
function token() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  return cookie ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** A random GUID; `crypto.randomUUID` exists only under https. */
export function newGuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
