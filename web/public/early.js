// What cannot wait for the app. A file of its own, since the security policy allows no inline script.
(() => {
  // The colour scheme, before the first paint.
  const chosen = localStorage.getItem('colour-scheme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  // The kill board's data, while the app is still on its way.
  if (location.pathname === '/kill') {
    const board = Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', crossOrigin: '' });
    board.href = '/api/v1/kill-board';
    document.head.append(board);
  }
})();
