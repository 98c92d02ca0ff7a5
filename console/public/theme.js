// Runs before the first paint; a file of its own because the page's policy allows no inline script.
(function () {
  var choice = null;
  try {
    choice = localStorage.getItem("covey-theme");
  } catch {
    choice = null;
  }
  if (choice === "light" || choice === "dark") {
    document.documentElement.dataset.theme = choice;
  }
})();
