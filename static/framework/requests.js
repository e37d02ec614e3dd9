import { Requests } from "../memos/requests.js";

/** The requests about cells of the framework matrix. Every failure is a `Problem`. */
export class CellRequests {
  constructor(api) {
    this.requests = new Requests(`${api}/framework`);
  }

  read(key) {
    return this.requests.send("GET", `/cells/${key}`);
  }

  write(key, wish) {
    return this.requests.send("PUT", `/cells/${key}`, wish);
  }

  quote(key, passage, quoted) {
    const [transcript, start, end] = passage.split("-").map(Number);
    return this.requests.send("PUT", `/cells/${key}/quotes`, { transcript, start, end, quoted });
  }

  news(since) {
    return this.requests.send("GET", `/news?since=${since}`);
  }
}
