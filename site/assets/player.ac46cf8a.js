// Chapters jump within the player on the page; without this they open the sound at their second.

const player = document.getElementById("page--player");

function jump(seconds) {
  player.currentTime = seconds;
  player.play().catch(() => {}); // a browser may want a press on its own button first
}

if (player) {
  for (const link of document.querySelectorAll(".chapters a[data-seconds]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      jump(Number(link.dataset.seconds));
    });
  }
  player.addEventListener("timeupdate", () => {
    let now = null;
    for (const link of document.querySelectorAll(".chapters a[data-seconds]")) {
      link.removeAttribute("aria-current");
      if (Number(link.dataset.seconds) <= player.currentTime) now = link;
    }
    if (now && player.currentTime > 0) now.setAttribute("aria-current", "true");
  });
  const asked = /^#t=(\d+)$/.exec(location.hash);
  if (asked) player.currentTime = Number(asked[1]);
}
