// Isso draws into the page itself: each comment is an element with its number in the id. A number that was given again
// has its moment behind it, in our files only.

export function twin(place, id) {
  return place.querySelector(`#isso-${CSS.escape(id.split(".")[0])} > .isso-text-wrapper`);
}
