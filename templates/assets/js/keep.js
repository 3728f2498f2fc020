// What a tool keeps, in this browser only. Storage may be blocked or full: nothing here ever throws.
// keep("/blog/", "pitch/thirty") is a drawer; its things are JSON, each under a name.
//   works        whether anything can be kept
//   names()      what is in it, sorted
//   read(name)   a thing; undefined if there is none, or nothing that can be read
//   write(name, thing), remove(name), clear()   whether it was done

export function keep(root, drawer) {
  const prefix = `goodword:${root}:${drawer}:`;
  const tried = (work, otherwise) => {
    try {
      return work(localStorage);
    } catch {
      return otherwise;
    }
  };
  const done = (work) => tried((store) => (work(store), true), false);
  const names = () =>
    tried((store) => Object.keys(store), [])
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .sort((one, other) => one.localeCompare(other));
  const remove = (name) => done((store) => store.removeItem(prefix + name));
  return {
    // tried beside the drawer, where no thing has this name
    works: done((store) => (store.setItem("goodword?", "1"), store.removeItem("goodword?"))),
    names,
    read: (name) => tried((store) => JSON.parse(store.getItem(prefix + name)) ?? undefined),
    write: (name, thing) => done((store) => store.setItem(prefix + name, JSON.stringify(thing))),
    remove,
    clear: () => names().every(remove),
  };
}
