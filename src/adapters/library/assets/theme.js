// Runs before anything is drawn, so that a dark room is not flashed white. Nothing chosen: as the machine prefers.
const chosen = localStorage.getItem('sopwith.theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
