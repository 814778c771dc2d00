// Sets the colour scheme before the first paint. A file of its own, since the security policy allows no inline script.
(() => {
  const chosen = localStorage.getItem('colour-scheme');
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
