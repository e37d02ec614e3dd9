/** A row of buttons and links as one stop for Tab: arrows go from one to the other, Home and End to the ends. */
export function asOneStop(row) {
  const all = () => [...row.children];
  const stop = (wanted) => all().forEach((each) => (each.tabIndex = each === wanted ? 0 : -1));
  row.addEventListener("focusin", (event) => stop(event.target));
  row.addEventListener("keydown", (event) => {
    const at = all().indexOf(event.target);
    const last = all().length - 1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    all()[(to + last + 1) % (last + 1)].focus();
  });
  stop(all()[0]);
  return row;
}
