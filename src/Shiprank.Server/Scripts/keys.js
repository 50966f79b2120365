import { go } from './navigate.js';
import { togglePalette } from './palette.js';

const goingTakes = 1500;
let goingSince = 0;

// "?" keys, "g" then a letter, arrows for the period, "/" for the filter; Esc is the browser's own for popovers.
export function watchKeys() {
  document.addEventListener('keydown', event => {
    if ((event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      togglePalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest('input, select, textarea, [contenteditable], dialog, [role="region"][tabindex]')) return;
    const going = performance.now() - goingSince < goingTakes;
    goingSince = event.key === 'g' ? performance.now() : 0;
    if (going && follow(document.querySelector(`.sr-nav[data-key="${CSS.escape(event.key)}"]`))) event.preventDefault();
    else if (event.key === '?') document.getElementById('keys')?.togglePopover();
    else if (event.key === '/') { if (focusFilter()) event.preventDefault(); }
    else if (event.key === 'ArrowLeft') follow(document.querySelector('a[data-period="prev"]'));
    else if (event.key === 'ArrowRight') follow(document.querySelector('a[data-period="next"]'));
  });
}

function follow(link) {
  if (!link) return false;
  go(link.href, { from: link });
  return true;
}

function focusFilter() {
  const field = document.querySelector('.sr-filter select, .sr-filter input:not([type="hidden"])');
  field?.focus();
  return Boolean(field);
}
