import { go } from './navigate.js';

// A page that waits for something is looked at again, as long as it says so and nobody types into it.
export function watchLive() {
  document.addEventListener('sr:page', plan);
  plan();
}

function plan() {
  const seconds = Number(document.querySelector('[data-live]')?.dataset.live);
  if (!seconds) return;
  const address = location.href;
  setTimeout(() => {
    if (location.href !== address) return;
    if (document.hidden || document.activeElement?.matches('input, textarea, select')) plan();
    else go(address);
  }, seconds * 1000);
}
