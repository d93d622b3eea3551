// In every frame of a tab: tells of each message of the user that the page shows, and of a conversation that is cleared.
(() => {
  window.print = () => {};
  const told = new Set();
  const look = () => {
    for (const row of document.querySelectorAll(".row[data-id] .said.user")) {
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
