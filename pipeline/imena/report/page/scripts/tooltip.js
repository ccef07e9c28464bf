// What a mention is, beside it, while it is pointed at or has the focus.

const tooltip = byId("tooltip");
let described = null;

function tell(mark) {
  const place = mentionOf(mark);
  if (place === undefined) return;
  hush();
  const entity = mentions.entity[place];
  const score = mentions.score[place];
  const source = mentions.source[place];
  const label = mark.dataset.label;
  const zone = mentions.zone[place];
  const where = [
    zone && zone !== "body" ? text(zone) : null,
    mentions.copy[place] ? text("is_copy") : null,
  ].filter(Boolean);
  tooltip.replaceChildren(
    element("strong", {}, mentions.normal[place]),
    element("span", {}, labelTag(label), labelWord(label) === label ? "" : ` ${labelWord(label)}`),
    entity < 0 || entities.name[entity] === mentions.normal[place]
      ? ""
      : element("span", {}, `${text("is")} ${entities.name[entity]}`),
    element("span", { class: "quiet" },
      [score === null ? text("no_score") : text("score", { score: probability(score) }),
        text(source === "document" ? "document_source" : source in data.strings ? source : "model"),
        ...where].join(" · ")),
  );
  tooltip.hidden = false;
  mark.setAttribute("aria-describedby", "tooltip");
  described = mark;
  beside(mark);
}

/** Under the mention's first line, or over it where there is no room. */
function beside(mark) {
  const at = mark.getClientRects()[0];
  const size = tooltip.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left), document.documentElement.clientWidth - size.width - 8);
  const below = at.bottom + 6;
  const top = below + size.height > window.innerHeight ? at.top - size.height - 6 : below;
  tooltip.style.left = `${Math.max(8, left)}px`;
  tooltip.style.top = `${Math.max(8, top)}px`;
}

function hush() {
  tooltip.hidden = true;
  if (described) described.removeAttribute("aria-describedby");
  described = null;
}

for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const mark = event.target.closest("article mark");
    if (mark) tell(mark);
    else hush();
  });
}
document.addEventListener("focusout", hush);
document.addEventListener("scroll", () => described && beside(described),
  { capture: true, passive: true });
