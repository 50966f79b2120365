import { say } from './say.js';

// data-copy="text" copies it; empty: the address of this view, filters included.
export function watchCopying() {
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    navigator.clipboard?.writeText(button.dataset.copy || location.href).then(() => {
      say(button.dataset.copy ? 'Copied' : 'Link copied');
      button.classList.add('sr-done');
      setTimeout(() => button.classList.remove('sr-done'), 1500);
    }, () => say('The browser did not let it be copied'));
  });
}
