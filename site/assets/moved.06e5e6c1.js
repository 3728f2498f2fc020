// Old addresses such as /?p=123 all ask for the first page: only the query tells them apart, and few
// hosts look at it. <script data-moved="/moved.json"> names the list of where they lead now.

const list = document.querySelector("script[data-moved]").dataset.moved;

async function leadOn() {
  const home = new URL(".", new URL(list, location.href)).pathname;
  const name = location.pathname.startsWith(home) ? location.pathname.slice(home.length) : "-";
  if (!location.search || !["", "index.php"].includes(name)) return;
  const answer = await fetch(list);
  if (!answer.ok) return;
  const asked = new URLSearchParams(location.search);
  for (const [old, target] of Object.entries(await answer.json())) {
    const [path, query] = old.split("?");
    const wanted = [...new URLSearchParams(query)];
    if (path === name && wanted.every(([key, value]) => asked.get(key) === value)) {
      location.replace(target);
      return;
    }
  }
}

leadOn();
