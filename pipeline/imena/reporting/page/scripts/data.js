// The data of the page, embedded as JSON, and indices to look it up. Nothing is fetched.

const data = JSON.parse(document.getElementById("data").textContent);
const { entities, mentions } = data;
const entityIndex = new Map(entities.id.map((id, index) => [id, index]));

// "document mention" -> index of the mention; entity -> indices of its mentions
const mentionAt = new Map();
const mentionsOf = new Map();
mentions.id.forEach((id, index) => {
  mentionAt.set(`${mentions.document[index]} ${id}`, index);
  const entity = mentions.entity[index];
  if (!mentionsOf.has(entity)) mentionsOf.set(entity, []);
  mentionsOf.get(entity).push(index);
});

/** Return the index of the mention that a <mark> of a text shows. */
function mentionOf(mark) {
  const article = mark.closest("article");
  return mentionAt.get(`${article.dataset.document} ${mark.dataset.mention}`);
}
