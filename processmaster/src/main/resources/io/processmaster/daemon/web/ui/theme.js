// Chooses the colours before the first paint; a plain script, because modules run after it.
(function () {
  let choice = null;
  try {
    choice = localStorage.getItem('pm.theme');
  } catch {
    // Storage may be forbidden; the system's choice stands.
  }
  if (choice === 'light' || choice === 'dark') document.documentElement.dataset.theme = choice;
})();
