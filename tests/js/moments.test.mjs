import assert from "node:assert/strict";
import test from "node:test";
import { Moments } from "../../static/js/moments.js";

const second = (moment) => Date.parse(moment) / 1000;

test("a moment is said in the zone, with a 24 hour clock and a month of three letters", () => {
  assert.equal(new Moments("Europe/London").said(second("2026-09-02T14:04:00Z")), "2 Sep 2026, 15:04");
  assert.equal(new Moments("America/New_York").said(second("2026-03-01T04:59:00Z")), "28 Feb 2026, 23:59");
  assert.equal(new Moments("UTC").said(second("2026-12-31T00:00:00Z")), "31 Dec 2026, 00:00");
});

test("without a zone the browser's own is taken", () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const noon = second("2026-06-15T12:00:00Z");
  assert.equal(new Moments("").said(noon), new Moments(here).said(noon));
});
