// What every page does by itself; requests and swaps are HTMX's.
"use strict";

document.addEventListener("click", (event) => {
  const dismiss = event.target.closest("[data-dismiss]");
  if (dismiss) dismiss.closest(".notice").remove();

  // One of several that a name may mean: it takes the place of the name.
  const choice = event.target.closest("[data-fill]");
  if (choice) {
    for (const field of document.querySelectorAll("main input")) {
      if (field.value.trim() === choice.dataset.insteadOf) field.value = choice.dataset.fill;
    }
    choice.closest(".notice").remove();
  }

  const toggle = event.target.closest("[data-toggle]");
  if (toggle) {
    const open = document.getElementById(toggle.dataset.toggle).classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  }

  const remove = event.target.closest("[data-remove]");
  if (remove && document.querySelectorAll(remove.dataset.remove).length > 1) {
    remove.closest(remove.dataset.remove).remove();
  }

  const drawer = document.querySelector("details.more[open]");
  if (drawer && !drawer.contains(event.target)) drawer.open = false;
});

// A card whose time is up can no longer be confirmed: say so before somebody tries.
// The house tells how many seconds are left, since the clock of a device may be wrong.
function lapse() {
  const now = performance.now();
  for (const card of document.querySelectorAll("[data-seconds]")) {
    card.lapsesAt ??= now + 1000 * Number(card.dataset.seconds);
    if (card.lapsesAt > now) continue;
    card.removeAttribute("data-seconds");
    card.classList.replace("pending", "expired");
    card.querySelector("footer")?.remove();
    const lapsed = card.querySelector(".lapsed");
    if (lapsed) lapsed.hidden = false;
  }
}
setInterval(lapse, 5000);

// A new card or receipt comes into view and is where the keyboard goes on.
document.addEventListener("htmx:afterSwap", (event) => {
  const card = event.detail.target?.matches?.(".outcome") && event.detail.target.firstElementChild;
  if (card) card.scrollIntoView({ block: "nearest", behavior: "smooth" });
});
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig?.verb !== "get") document.getElementById("notice")?.replaceChildren();
});
