// In every frame of a tab: tells of each message of the user that the page shows, of one that it takes back (a button that
// was pressed before), and of a conversation that is cleared.
(() => {
  window.print = () => {};
  const told = new Set();
  const look = () => {
    const rows = document.querySelectorAll(".row[data-id] .said.user");
    const there = new Set([...rows].map((row) => row.closest(".row").dataset.id));
    for (const id of told) {
      if (there.size === 0 || there.has(id)) continue;
      told.delete(id);
      window.monkeyTookBack(id);
    }
    for (const row of rows) {
      const id = row.closest(".row").dataset.id;
      if (told.has(id)) continue;
      told.add(id);
      window.monkeySaid(id, row.querySelector(".Bubble p").textContent);
    }
  };
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest(".danger")) window.monkeyEnded();
  }, true);
  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    look();
  });
})();
