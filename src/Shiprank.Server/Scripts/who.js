// Pages are kept for many readers: whose browser it is stands in its own cookie.
export function watchWho() {
  name();
  document.addEventListener('sr:page', name);
}

function name() {
  const cookie = document.cookie.split('; ').find(part => part.startsWith('sr-who='));
  if (!cookie) return;
  const text = decodeURIComponent(cookie.slice('sr-who='.length));
  for (const place of document.querySelectorAll('[data-who]')) place.textContent = text;
}
