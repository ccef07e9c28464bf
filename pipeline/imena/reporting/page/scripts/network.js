// The network: highlight the neighbours of a node, zoom, and drag with the mouse.

const net = byId("net");
const STEP = 1.25;
let zoom = 1;

function highlight(node) {
  const index = node.dataset.index;
  const near = new Set([index]);
  for (const line of net.querySelectorAll("line")) {
    const { one, other } = line.dataset;
    const isIncident = one === index || other === index;
    line.classList.toggle("near", isIncident);
    if (isIncident) near.add(one).add(other);
  }
  for (const other of net.querySelectorAll(".node")) {
    other.classList.toggle("near", near.has(other.dataset.index));
  }
  net.classList.add("choosing");
}

function clearHighlight() {
  net.classList.remove("choosing");
  for (const one of net.querySelectorAll(".near")) one.classList.remove("near");
}

function resize(factor) {
  const { width, height } = net.viewBox.baseVal;
  zoom = Math.min(4, Math.max(0.25, factor));
  net.setAttribute("width", width * zoom);
  net.setAttribute("height", height * zoom);
}

/** Scroll by dragging with the mouse; the click that ends a drag is ignored. */
function draggable(container) {
  let from = null;
  let moved = false;
  container.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) {
      from = { x: event.clientX + container.scrollLeft, y: event.clientY + container.scrollTop };
      moved = false;
    }
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [from.x - event.clientX, from.y - event.clientY];
    moved ||= Math.abs(x - container.scrollLeft) + Math.abs(y - container.scrollTop) > 4;
    container.scrollTo(x, y);
  });
  window.addEventListener("pointerup", () => { from = null; });
  container.addEventListener("click", (event) => { if (moved) event.stopPropagation(); },
    { capture: true });
}

if (net) {
  const container = net.parentElement;
  for (const node of net.querySelectorAll(".node")) {
    const open = () => openCard(Number(node.dataset.index), node);
    node.addEventListener("mouseenter", () => highlight(node));
    node.addEventListener("mouseleave", clearHighlight);
    node.addEventListener("focus", () => highlight(node));
    node.addEventListener("blur", clearHighlight);
    node.addEventListener("click", open);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
  }
  draggable(container);
  container.scrollLeft = (net.clientWidth - container.clientWidth) / 2;
  byId("zoom-in").addEventListener("click", () => resize(zoom * STEP));
  byId("zoom-out").addEventListener("click", () => resize(zoom / STEP));
  byId("zoom-fit").addEventListener("click", () =>
    resize((container.clientWidth - 2) / net.viewBox.baseVal.width));
}
