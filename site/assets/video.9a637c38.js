// Videos, loaded by the reader's click and not before: <div class="video" data-player="url" data-title="…">
// with a place that is hidden where no script runs. There a link leads to the video.

for (const video of document.querySelectorAll(".video[data-player]")) {
  const place = video.querySelector(".video-place");
  const button = place?.querySelector("button");
  if (!button) continue;
  place.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = video.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    // Players want to know which site shows them, and need not know which page.
    frame.referrerPolicy = "strict-origin";
    frame.src = video.dataset.player;
    place.replaceChildren(frame);
    place.classList.add("video-playing");
    frame.focus();
  });
}
