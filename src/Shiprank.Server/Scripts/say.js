// Tells a screen reader what has changed, through the live region of the page's shell.
export function say(sentence) {
  const region = document.getElementById('said');
  if (region) region.textContent = sentence;
}
