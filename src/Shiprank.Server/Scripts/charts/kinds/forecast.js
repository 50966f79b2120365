import { formats } from '../figures.js';
import { categories, grid, linePointer, narrow, text, tip, values } from '../parts.js';
import { fade } from '../theme.js';

// What is used of an amount so far, and what will be.
// { x, actual, mid, lo, hi: of the days after actual, null where there is no band, budget, budgetName, format, ends?, endsName? }
export function forecast(data, theme) {
  const format = formats[data.format];
  const known = data.actual.length;
  const now = known > 0 ? data.actual[known - 1] : 0;
  // Forecasts begin where use ends, so that the lines meet.
  const after = line => [...Array(Math.max(0, known - 1)).fill(null), ...known > 0 ? [now] : [], ...line];
  const band = data.lo.length > 0 && data.lo.every(v => v !== null);
  const hidden = { type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 } };
  const said = index => index < known
    ? [['Used', format.full(data.actual[index])]]
    : [['Forecast', format.full(data.mid[index - known])], ...band ? [['Four of five', `${format.full(data.lo[index - known])}–${format.full(data.hi[index - known])}`]] : []];
  const marks = [{ yAxis: data.budget, lineStyle: { color: theme.bad, width: 1.25, type: 'solid' }, label: text(theme, { color: theme.bad, fontWeight: 550, position: 'insideStartTop', formatter: data.budgetName }) }];
  // Two names too near to each other are none.
  const near = data.ends !== undefined && Math.abs(data.ends - known) < data.x.length / (narrow() ? 4 : 13);
  if (known > 0 && known < data.x.length) marks.push({ xAxis: known - 1, lineStyle: { color: theme.control, width: 1, type: [3, 3] }, label: text(theme, { show: !near, position: 'end', formatter: 'today' }) });
  if (data.ends !== undefined) marks.push({ xAxis: data.ends, lineStyle: { color: theme.bad, width: 1, type: [3, 3] }, label: text(theme, { color: theme.bad, fontWeight: 550, position: 'end', formatter: data.endsName }) });
  return {
    grid: grid({ top: 26, right: 16 }),
    xAxis: categories(theme, data.x, { boundaryGap: false }),
    yAxis: values(theme, format.axis, { min: 0, max: top(Math.max(data.budget, now, ...data.mid, ...data.hi.filter(v => v !== null))), splitNumber: 4 }),
    tooltip: { trigger: 'axis', axisPointer: linePointer(theme), formatter: found => tip(data.x[found[0].dataIndex], [...said(found[0].dataIndex), ['Budget', format.full(data.budget)]]) },
    series: [
      ...band ? [
        { ...hidden, name: '_lo', data: after(data.lo) },
        { ...hidden, name: '_hi', areaStyle: { color: fade(theme['series-2'], 0.18) }, data: after(data.hi.map((high, i) => high - data.lo[i])).map((v, i) => i === known - 1 ? 0 : v) },
      ] : [],
      { name: 'Forecast', type: 'line', symbol: 'none', lineStyle: { color: theme['ink-2'], width: 1.5, type: [4, 3] }, itemStyle: { color: theme['ink-2'] }, data: after(data.mid) },
      {
        name: 'Used', type: 'line', symbol: 'none', lineStyle: { color: theme.ink, width: 2.25 }, itemStyle: { color: theme.ink }, data: data.actual,
        markLine: { silent: true, symbol: 'none', animation: false, data: marks },
      },
    ],
  };
}

// A round number above all that is drawn, so that the budget's line and its name are inside.
function top(most) {
  const size = 10 ** Math.floor(Math.log10(most || 1));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map(f => f * size).find(v => v > most * 1.02) ?? 12 * size;
}
