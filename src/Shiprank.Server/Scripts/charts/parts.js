// What several kinds of charts are made of.
import { fade } from './theme.js';

export const narrow = () => innerWidth < 641;

export const text = (theme, own = {}) => ({ color: theme.muted, fontSize: 11.5, fontFamily: theme.font, ...own });

export const label = (theme, own = {}) => ({ show: true, color: theme['ink-2'], fontSize: 12, fontFamily: theme.font, textBorderColor: theme.surface, textBorderWidth: 3, ...own });

export const grid = (own = {}) => ({ left: 4, right: 8, top: 14, bottom: 4, containLabel: true, ...own });

export const categories = (theme, data, own = {}) => ({
  type: 'category', data, axisTick: { show: false },
  axisLine: { lineStyle: { color: theme['line-strong'] } },
  axisLabel: text(theme, { margin: 10, hideOverlap: true }),
  ...own,
});

export const values = (theme, formatter, own = {}) => ({
  type: 'value', axisLine: { show: false }, axisTick: { show: false },
  splitLine: { lineStyle: { color: theme.line } },
  axisLabel: text(theme, { formatter, margin: 8 }),
  ...own,
});

export const shadowPointer = theme => ({ type: 'shadow', shadowStyle: { color: fade(theme.ink, 0.05) } });

export const linePointer = theme => ({ lineStyle: { color: theme.control } });

export const markLine = (theme, at, name) => ({
  silent: true, symbol: 'none', animation: false, data: [at],
  lineStyle: { color: theme.control, type: [3, 3], width: 1 },
  label: { ...text(theme), formatter: name, position: 'insideEndTop', distance: 4 },
});

/** The youngest columns, whose figures may still change. */
export const settlingArea = (theme, x, settling) => !settling ? undefined : {
  silent: true, animation: false, itemStyle: { color: fade(theme.ink, 0.035) },
  label: { ...text(theme), position: ['100%', -16], align: 'right' },
  data: [[{ name: 'still settling', xAxis: x[x.length - settling] }, { xAxis: x[x.length - 1] }]],
};

/** A tooltip: title, rows of name and value, at most one sentence. Of nodes with classes, so that no style attribute is needed. */
export function tip(title, rows, note) {
  const box = document.createElement('div');
  const put = (parent, name, content, own = {}) => parent.appendChild(Object.assign(document.createElement(name), { textContent: content, ...own }));
  put(box, 'h4', title);
  const list = put(box, 'dl', '');
  for (const [name, value, mark] of rows) {
    const term = put(list, 'dt', '');
    if (mark) put(term, 'i', '', { className: mark });
    term.append(name);
    put(list, 'dd', value);
  }
  if (note) put(box, 'p', note);
  return box;
}
