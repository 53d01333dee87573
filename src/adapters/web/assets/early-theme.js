// Runs before anything is drawn, so that a dark room is not flashed white.
document.documentElement.dataset.theme =
  localStorage.getItem('sopwith.theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
