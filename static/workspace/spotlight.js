/** The rules by which all codes fade but the `lit` ones. Knows no page. */
export function spotlightRules(codes, lit) {
  const names = [...lit].map((pk) => `.code-${pk}`).join(", ");
  const grounds = codes.filter((pk) => !lit.has(pk)).map((pk) => `.coded-${pk}::highlight(code-${pk})`);
  return [
    `.stripe-button:not(${names}, [aria-current]) .stripe { opacity: 0.25; }`,
    `.stripe-button:not(${names}, [aria-current], :hover, :focus-visible) .stripe-name { visibility: hidden; }`,
    `.strip-cells i:not(${names}) { opacity: 0.15; }`,
    ...grounds.map((ground) => `${ground} { background-color: transparent; }`),
  ].join("\n");
}
