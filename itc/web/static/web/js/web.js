// Small comforts; every page works without them.

const DRAFT = "openitc-draft:";

/** Shows that a sent form is being worked on, and keeps a second press from sending it twice. */
function markBusy(form, button) {
  form.setAttribute("aria-busy", "true");
  const text = form.querySelector("[data-busy]");
  if (text) text.textContent = text.dataset.busy;
  button?.setAttribute("aria-disabled", "true");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const waits = form.method === "post" || form.querySelector("[data-busy]");
  if (!waits || form.target || form.hasAttribute("hx-post")) return; // what opens beside leaves this page as it is
  if (form.getAttribute("aria-busy") === "true") event.preventDefault();
  else markBusy(form, event.submitter);
});

// A page taken back from the browser's memory is no longer busy.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(() => location.reload());
});

/** Keeps what was typed while this tab is open: changing the language must not lose it. */
function keepDraft(field) {
  const key = DRAFT + field.name;
  const kept = sessionStorage.getItem(key);
  if (kept && !field.value) field.value = kept;
  const keep = () => sessionStorage.setItem(key, field.value);
  field.addEventListener("input", keep);
  if (field.value) keep();
}
document.querySelectorAll("[data-draft]").forEach(keepDraft);

/** Says at once that a chosen file is too large, before minutes of sending it; the server says it as well. */
document.addEventListener("change", (event) => {
  const { mostInAll, most, tooLarge, allTooLarge } = event.target.dataset ?? {};
  if (!most) return;
  const files = [...event.target.files];
  const large = files.filter((file) => file.size > Number(most)).map((file) => `${file.name}: ${tooLarge}`);
  const all = files.reduce((sum, file) => sum + file.size, 0) > Number(mostInAll) ? [allTooLarge] : [];
  event.target.setCustomValidity([...large, ...all].join(" "));
  event.target.reportValidity();
});

/** Arrow keys walk from the search box through its suggestions; Escape closes them. */
document.addEventListener("keydown", (event) => {
  const search = event.target.closest?.("form.search");
  if (!search || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  const input = search.querySelector("input[type=search]");
  const list = search.querySelector(".suggestions");
  const links = [...list.querySelectorAll("a")];
  if (!links.length) return;
  event.preventDefault();
  if (event.key === "Escape") list.replaceChildren();
  const here = links.indexOf(document.activeElement);
  const next = event.key === "ArrowDown" ? Math.min(here + 1, links.length - 1) : here - 1;
  (event.key === "Escape" ? input : links[next] ?? input).focus();
});
document.addEventListener("focusout", (event) => {
  const search = event.target.closest?.("form.search");
  if (search && event.relatedTarget && !search.contains(event.relatedTarget)) search.querySelector(".suggestions").replaceChildren();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("form.search").forEach((search) => {
    if (!search.contains(event.target)) search.querySelector(".suggestions").replaceChildren();
  });
});
