// What the page holds as JSON, and how it is found. Nothing is fetched.

const data = JSON.parse(document.getElementById("data").textContent);
const { entities, mentions } = data;
const placeOf = new Map(entities.id.map((id, place) => [id, place]));

// "document mention" -> place among the mentions; entity -> places of its mentions
const mentionAt = new Map();
const mentionsOf = new Map();
mentions.id.forEach((id, place) => {
  mentionAt.set(`${mentions.document[place]} ${id}`, place);
  const entity = mentions.entity[place];
  if (!mentionsOf.has(entity)) mentionsOf.set(entity, []);
  mentionsOf.get(entity).push(place);
});

/** The place among the mentions of a <mark> of a text. */
function mentionOf(mark) {
  const article = mark.closest("article");
  return mentionAt.get(`${article.dataset.document} ${mark.dataset.mention}`);
}
