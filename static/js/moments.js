/** Moments as the server says them (config/formats), "2 Mar 2026, 15:04", in a zone or else in the browser's own. */
export class Moments {
  constructor(zone) {
    // Only for the parts: browsers with the language of Britain write "Sept", which the server does not.
    this.cutter = new Intl.DateTimeFormat("en", {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: zone || undefined,
    });
  }

  /** Seconds since 1970, as the server sends them. */
  said(seconds) {
    const { day, month, year, hour, minute } = Object.fromEntries(
      this.cutter.formatToParts(new Date(seconds * 1000)).map(({ type, value }) => [type, value]),
    );
    return `${day} ${month} ${year}, ${hour}:${minute}`;
  }
}
