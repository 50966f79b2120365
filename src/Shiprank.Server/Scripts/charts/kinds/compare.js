import { formats, percent, usd } from '../figures.js';
import { categories, grid, narrow, shadowPointer, text, tip, values } from '../parts.js';
import { decal } from '../theme.js';

// The same whole on several setups, split the same way. { rows, series: [{ name, data }] } in US dollars
export function compare(data, theme) {
  const looks = [
    { color: theme.ink, decal: { symbol: 'none' } },
    { color: theme['series-2'], decal: decal(theme, 'abandoned') },
    { color: theme['series-3'], decal: { symbol: 'none' } },
    { color: theme.fate.flight, decal: decal(theme, 'flight') },
    { color: theme.fate.unattributed, decal: decal(theme, 'unattributed') },
  ];
  const totals = data.rows.map((_, row) => data.series.reduce((sum, s) => sum + s.data[row], 0));
  const most = Math.max(...totals, 0);
  return {
    grid: grid({ top: 8, bottom: 0, right: 16 }),
    xAxis: values(theme, formats.usd.axis, { splitNumber: narrow() ? 2 : 4 }),
    yAxis: categories(theme, data.rows, { inverse: true, axisLabel: text(theme, { color: theme['ink-2'], fontSize: 12.5 }), axisLine: { show: false } }),
    tooltip: {
      trigger: 'axis', axisPointer: shadowPointer(theme),
      formatter: found => tip(found[0].name, [...found.filter(f => f.value !== 0).map(f => [f.seriesName, `${usd(f.value)} (${percent(100 * f.value / (totals[f.dataIndex] || 1))})`]), ['Total', usd(totals[found[0].dataIndex])]]),
    },
    series: data.series.map((series, index) => {
      const { color, decal: pattern } = looks[index % looks.length];
      return {
        name: series.name, type: 'bar', stack: 'whole', barWidth: 26, emphasis: { disabled: true }, itemStyle: { color, decal: pattern, borderColor: theme.surface, borderWidth: 1 },
        // A name that does not fit would cover its neighbour's.
        data: series.data.map(value => ({ value, label: { show: value > most * (narrow() ? 0.4 : 0.2) } })),
        label: text(theme, { position: 'insideLeft', formatter: series.name, color: theme.ink, backgroundColor: theme.surface, borderRadius: 3, padding: [2, 5], fontSize: 11.5 }),
      };
    }),
  };
}
