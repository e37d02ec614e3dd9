/** Shows what refuses where the page stood that it was asked for; without that, nothing would happen. */
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.isError || !detail.target.matches(".page")) return;
  detail.shouldSwap = true;
  detail.selectOverride = "#main";
});
