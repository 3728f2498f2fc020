// Isso draws into the page itself: each comment is an element with its number in the id.

export function twin(place, id) {
  return place.querySelector(`#isso-${CSS.escape(id)} > .isso-text-wrapper`);
}
