import { go } from './navigate.js';

// ⌘K or Ctrl-K: pages, teams, repositories and changes by a few letters. The list comes from the server, and only when it is asked for.
let dialog;
let entries = [];
let asked = 0;

export function watchPalette() {
  document.addEventListener('click', event => { if (event.target.closest('[data-palette]')) togglePalette(); });
}

export function togglePalette() {
  dialog ??= build();
  if (dialog.open) { dialog.close(); return; }
  dialog.showModal();
  dialog.querySelector('input').value = '';
  ask('');
}

function build() {
  const made = document.createElement('dialog');
  made.className = 'sr-palette';
  made.setAttribute('aria-label', 'Go to');
  made.innerHTML = '<input class="form-control" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label="Page, team, repository or change" placeholder="Page, team, repository or change" autocomplete="off" spellcheck="false"><ul id="palette-list" role="listbox" aria-label="Found"></ul><p class="sr-small sr-muted" role="status"></p>';
  const input = made.querySelector('input');
  input.addEventListener('input', () => ask(input.value));
  input.addEventListener('keydown', onKey);
  made.addEventListener('click', event => {
    const at = event.target.closest('[role="option"]');
    if (at) choose(Number(at.dataset.at));
    else if (event.target === made) made.close();
  });
  document.body.append(made);
  return made;
}

async function ask(words) {
  const mine = ++asked;
  try {
    const response = await fetch(`/palette?${new URLSearchParams({ q: words })}`, { headers: { Accept: 'application/json' } });
    const found = response.ok ? await response.json() : { entries: [] };
    if (mine === asked) show(found.entries, response.ok ? '' : 'The list can’t be had now.');
  } catch {
    if (mine === asked) show([], 'The server does not answer.');
  }
}

function show(found, problem) {
  entries = found;
  dialog.querySelector('ul').replaceChildren(...found.map((entry, at) => {
    const item = document.createElement('li');
    Object.assign(item, { id: `palette-${at}`, role: 'option' });
    item.dataset.at = at;
    const name = document.createElement('span');
    name.textContent = entry.name;
    name.dir = 'auto';
    const kind = document.createElement('small');
    kind.textContent = entry.kind;
    item.append(name, kind);
    return item;
  }));
  dialog.querySelector('[role="status"]').textContent = problem || (found.length ? '' : 'Nothing is called so.');
  select(0);
}

function onKey(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    select((selected() + step + entries.length) % Math.max(entries.length, 1));
  } else if (event.key === 'Enter') {
    event.preventDefault();
    choose(selected());
  }
}

function selected() {
  return Number(dialog.querySelector('[aria-selected="true"]')?.dataset.at ?? 0);
}

function select(at) {
  for (const item of dialog.querySelectorAll('[role="option"]')) item.setAttribute('aria-selected', String(Number(item.dataset.at) === at));
  const item = dialog.querySelector(`#palette-${at}`);
  item?.scrollIntoView({ block: 'nearest' });
  const input = dialog.querySelector('input');
  if (item) input.setAttribute('aria-activedescendant', item.id);
  else input.removeAttribute('aria-activedescendant');
}

function choose(at) {
  if (!entries[at]) return;
  dialog.close();
  go(entries[at].href);
}
