import { say } from './say.js';

// Links and filters of this server change the page in place: the scripts, the charts' library and the styles stay loaded. Whatever does not
// go as expected (another version, no page, no network) becomes an ordinary load.
const version = document.querySelector('meta[name="sr-version"]')?.content;
let current;

export function watchLinks() {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', onClick);
  document.addEventListener('submit', onSubmit);
  document.addEventListener('change', onChange);
  addEventListener('popstate', event => visit(new URL(location.href), { scroll: event.state?.scroll ?? 0 }));
  addEventListener('pagehide', keepScroll);
  if (history.state?.scroll) scrollTo(0, history.state.scroll);
}

/** Goes to an address as a click on a link would. */
export function go(href, { from } = {}) {
  const url = new URL(href, location.href);
  if (!isPage(url)) { location.assign(url); return; }
  keepScroll();
  const inFilter = from?.closest('.sr-filter, thead');
  visit(url, { push: true, hold: inFilter ? mark(from) : undefined });
}

function onClick(event) {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest('a[href]');
  if (!link || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href, location.href);
  if (!isPage(url) || (url.hash && url.pathname === location.pathname && url.search === location.search)) return;
  event.preventDefault();
  go(url, { from: link });
}

function onSubmit(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'get' || form.target) return;
  const url = new URL(form.action, location.href);
  // What is left empty stays out of the address.
  url.search = new URLSearchParams([...new FormData(form, event.submitter)].filter(([, value]) => value !== ''));
  if (!isPage(url)) return;
  event.preventDefault();
  go(url, { from: event.submitter ?? document.activeElement });
}

function onChange(event) {
  if (event.target.matches('.sr-filter select')) event.target.form.requestSubmit();
}

function isPage(url) {
  return url.origin === location.origin && !/^\/(api|assets|hooks|csv|sign-in)\//.test(url.pathname) && !url.searchParams.has('format');
}

async function visit(url, { push = false, hold, scroll = 0 }) {
  current?.abort();
  const mine = current = new AbortController();
  const busy = setTimeout(() => { document.documentElement.dataset.busy = ''; }, 120);
  try {
    const response = await fetch(url, { headers: { Accept: 'text/html' }, signal: mine.signal, credentials: 'same-origin' });
    const type = response.headers.get('Content-Type') ?? '';
    const page = type.startsWith('text/html') ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined;
    if (page?.querySelector('meta[name="sr-version"]')?.content !== version) { location.assign(url); return; }
    const final = new URL(response.url);
    final.hash = url.hash;
    if (push) history[final.href === location.href ? 'replaceState' : 'pushState']({ scroll: hold ? scrollY : 0 }, '', final);
    swap(page);
    settle({ hold, scroll, hash: push ? url.hash : '' });
  } catch (failure) {
    if (failure.name !== 'AbortError') location.assign(url);
  } finally {
    clearTimeout(busy);
    if (current === mine) delete document.documentElement.dataset.busy;
  }
}

function swap(page) {
  document.title = page.title;
  for (const id of ['side', 'page']) document.getElementById(id).replaceWith(document.adoptNode(page.getElementById(id)));
  document.dispatchEvent(new Event('sr:page'));
}

function settle({ hold, scroll, hash }) {
  say(document.title);
  if (hold) { find(hold)?.focus({ preventScroll: true }); return; }
  const target = hash ? document.getElementById(decodeURIComponent(hash.slice(1))) : undefined;
  document.getElementById('main').focus({ preventScroll: true });
  if (target) target.scrollIntoView();
  else scrollTo(0, scroll);
}

// A filter keeps the focus where it was, in the page that comes.
function mark(element) {
  const { id, name, dataset } = element;
  return { id, name, period: dataset.period, text: element.textContent.trim(), tag: element.localName };
}

function find({ id, name, period, text, tag }) {
  if (id) return document.getElementById(id);
  if (name) return document.querySelector(`.sr-filter [name="${CSS.escape(name)}"]:not([type="hidden"])`);
  if (period) return document.querySelector(`[data-period="${period}"]`);
  return [...document.querySelectorAll(`.sr-filter ${tag}, thead ${tag}`)].find(e => e.textContent.trim() === text);
}

function keepScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
}
