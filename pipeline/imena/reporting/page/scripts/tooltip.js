// Show a tooltip for a mention while the mention or the tooltip is hovered or the mention has the focus.

const tooltip = byId("tooltip");
const HIDE_DELAY = 300; // milliseconds for the pointer to get from a mention to its tooltip
let described = null;
let hideTimer = null;

// Marks are interactive only with scripts, so their role is set here. They are links, because buttons
// cannot be nested.
for (const mark of document.querySelectorAll("article mark[tabindex]")) {
  mark.setAttribute("role", "link");
  mark.setAttribute("aria-label", `${mark.textContent}, ${labelWord(mark.dataset.label)}`);
}

function showTooltip(mark) {
  const index = mentionOf(mark);
  if (index === undefined) return;
  hideTooltip();
  const entity = mentions.entity[index];
  const score = mentions.score[index];
  const drawnBy = mentions.drawn_by[index];
  const label = mark.dataset.label;
  const zone = mentions.zone[index];
  const where = [
    zone && zone !== "body" ? text(zone) : null,
    mentions.copy[index] ? text("is_copy") : null,
  ].filter(Boolean);
  tooltip.replaceChildren(
    element("strong", {}, mentions.normal[index]),
    element("span", {}, labelTag(label, true), labelWord(label) === label ? "" : ` ${labelWord(label)}`),
    entity < 0 || entities.name[entity] === mentions.normal[index]
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
  position(mark);
}

/** Place the tooltip above the first line of a mention, so that it does not cover the text that follows;
 * below it if there is no space above. */
function position(mark) {
  const line = mark.getClientRects()[0];
  const size = tooltip.getBoundingClientRect();
  const left = Math.min(Math.max(8, line.left), document.documentElement.clientWidth - size.width - 8);
  const above = line.top - size.height - 4;
  const top = above < 8 ? line.bottom + 4 : above;
  tooltip.style.left = `${Math.max(8, left)}px`;
  tooltip.style.top = `${Math.max(8, top)}px`;
}

function hideTooltip() {
  cancelHiding();
  tooltip.hidden = true;
  if (described) described.removeAttribute("aria-describedby");
  described = null;
}

function cancelHiding() {
  clearTimeout(hideTimer);
  hideTimer = null;
}

document.addEventListener("mouseover", (event) => {
  const mark = event.target.closest("article mark");
  if (mark === described || tooltip.contains(event.target)) cancelHiding();
  if (tooltip.contains(event.target) || (mark && mark === described)) return;
  if (mark) showTooltip(mark);
  else if (described) hideTimer ??= setTimeout(hideTooltip, HIDE_DELAY);
});
document.addEventListener("focusin", (event) => {
  const mark = event.target.closest("article mark");
  if (mark) showTooltip(mark);
  else hideTooltip();
});
document.addEventListener("focusout", () => { if (!tooltip.matches(":hover")) hideTooltip(); });
document.addEventListener("scroll", () => described && position(described),
  { capture: true, passive: true });
