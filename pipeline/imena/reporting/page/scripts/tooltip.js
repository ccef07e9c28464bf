// What a mention is, beside it, while it or what is told is pointed at, or it has the focus.

const tooltip = byId("tooltip");
const WAIT = 300; // milliseconds in which the pointer gets from a mention to what is told of it
let described = null;
let leaving = null;

// A mark does something by script only, so that only a script says so. A link, as a button can have
// no other inside it.
for (const mark of document.querySelectorAll("article mark[tabindex]")) {
  mark.setAttribute("role", "link");
  mark.setAttribute("aria-label", `${mark.textContent}, ${labelWord(mark.dataset.label)}`);
}

function tell(mark) {
  const place = mentionOf(mark);
  if (place === undefined) return;
  hush();
  const entity = mentions.entity[place];
  const score = mentions.score[place];
  const drawnBy = mentions.drawn_by[place];
  const label = mark.dataset.label;
  const zone = mentions.zone[place];
  const where = [
    zone && zone !== "body" ? text(zone) : null,
    mentions.copy[place] ? text("is_copy") : null,
  ].filter(Boolean);
  tooltip.replaceChildren(
    element("strong", {}, mentions.normal[place]),
    element("span", {}, labelTag(label, true), labelWord(label) === label ? "" : ` ${labelWord(label)}`),
    entity < 0 || entities.name[entity] === mentions.normal[place]
      ? ""
      : element("span", {}, `${text("is")} ${entities.name[entity]}`),
    element("span", { class: "quiet" },
      [score === null ? text("no_score") : text("score", { score: probability(score) }),
        text(drawnBy === "document" ? "document_source" : drawnBy in data.strings ? drawnBy : "model"),
        ...where].join(" · ")),
  );
  tooltip.hidden = false;
  mark.setAttribute("aria-describedby", "tooltip");
  described = mark;
  beside(mark);
}

/** Over the mention's first line, so that who reads on runs into none of it; or under it. */
function beside(mark) {
  const at = mark.getClientRects()[0];
  const size = tooltip.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - size.width - 8);
  const above = at.top - size.height - 4;
  const top = above < 8 ? at.bottom + 4 : above;
  tooltip.style.left = `${Math.max(8, left)}px`;
  tooltip.style.top = `${Math.max(8, top)}px`;
}

function hush() {
  stay();
  tooltip.hidden = true;
  if (described) described.removeAttribute("aria-describedby");
  described = null;
}

function stay() {
  clearTimeout(leaving);
  leaving = null;
}

document.addEventListener("mouseover", (event) => {
  const mark = event.target.closest("article mark");
  if (mark === described || tooltip.contains(event.target)) stay();
  if (tooltip.contains(event.target) || (mark && mark === described)) return;
  if (mark) tell(mark);
  else if (described) leaving ??= setTimeout(hush, WAIT);
});
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest("article mark");
  if (mark) tell(mark);
  else hush();
});
document.addEventListener("focusout", () => { if (!tooltip.matches(":hover")) hush(); });
document.addEventListener("scroll", () => described && beside(described),
  { capture: true, passive: true });
