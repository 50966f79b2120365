// Light, dark or as the system has it. The choice is the server's cookie, so that the next page comes in it from the first byte.
export function watchTheme() {
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-set-theme]');
    if (!button) return;
    event.preventDefault();
    apply(button.dataset.setTheme);
    fetch('/theme', { method: 'POST', body: new URLSearchParams({ theme: button.dataset.setTheme }), redirect: 'manual' }).catch(() => button.form.submit());
  });
}

function apply(theme) {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.bsTheme;
  else root.dataset.bsTheme = theme;
  for (const button of document.querySelectorAll('[data-set-theme]')) button.setAttribute('aria-pressed', String(button.dataset.setTheme === theme));
  document.dispatchEvent(new Event('sr:theme'));
}
