// The network: neighbours stand out when one is pointed at; larger, smaller, moved.

const net = byId("net");
const STEP = 1.25;
let zoom = 1;

function standOut(node) {
  const place = node.dataset.place;
  const near = new Set([place]);
  for (const line of net.querySelectorAll("line")) {
    const { one, other } = line.dataset;
    const touches = one === place || other === place;
    line.classList.toggle("near", touches);
    if (touches) near.add(one).add(other);
  }
  for (const other of net.querySelectorAll(".node")) {
    other.classList.toggle("near", near.has(other.dataset.place));
  }
  net.classList.add("choosing");
}

function standBack() {
  net.classList.remove("choosing");
  for (const one of net.querySelectorAll(".near")) one.classList.remove("near");
}

function resize(factor) {
  const { width, height } = net.viewBox.baseVal;
  zoom = Math.min(4, Math.max(0.25, factor));
  net.setAttribute("width", width * zoom);
  net.setAttribute("height", height * zoom);
}

/** Moved by the mouse, as a map is; the click that ends a move opens nothing. */
function draggable(box) {
  let from = null;
  let moved = false;
  box.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) {
      from = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop };
      moved = false;
    }
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [x, y] = [from.x - event.clientX, from.y - event.clientY];
    moved ||= Math.abs(x - box.scrollLeft) + Math.abs(y - box.scrollTop) > 4;
    box.scrollTo(x, y);
  });
  window.addEventListener("pointerup", () => { from = null; });
  box.addEventListener("click", (event) => { if (moved) event.stopPropagation(); },
    { capture: true });
}

if (net) {
  const box = net.parentElement;
  for (const node of net.querySelectorAll(".node")) {
    const open = () => openCard(Number(node.dataset.place), node);
    node.addEventListener("mouseenter", () => standOut(node));
    node.addEventListener("mouseleave", standBack);
    node.addEventListener("focus", () => standOut(node));
    node.addEventListener("blur", standBack);
    node.addEventListener("click", open);
    node.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    });
  }
  draggable(box);
  box.scrollLeft = (net.clientWidth - box.clientWidth) / 2;
  byId("zoom-in").addEventListener("click", () => resize(zoom * STEP));
  byId("zoom-out").addEventListener("click", () => resize(zoom / STEP));
  byId("zoom-fit").addEventListener("click", () =>
    resize((box.clientWidth - 2) / net.viewBox.baseVal.width));
}
