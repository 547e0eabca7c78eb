// The queue by keyboard: j and k go down and up, x chooses, Enter opens, / searches. Without it all is reached by Tab.
"use strict";
{
  const links = [...document.querySelectorAll(".desk tbody th a.number")];
  const go = (step) => {
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "x") document.activeElement.closest("tr")?.querySelector("input[type=checkbox]")?.click();
    else if (event.key === "/") { event.preventDefault(); document.getElementById("desk-q").focus(); }
  });
}
