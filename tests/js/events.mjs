// Node.js 18, which Debian ships, has no CustomEvent; every browser has.
globalThis.CustomEvent ??= class extends Event {
  constructor(type, { detail = null, ...options } = {}) {
    super(type, options);
    this.detail = detail;
  }
};
