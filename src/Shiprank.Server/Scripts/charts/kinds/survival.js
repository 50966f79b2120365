import { percent, percentShort } from '../figures.js';
import { grid, label, linePointer, narrow, text, tip, values } from '../parts.js';
import { fade } from '../theme.js';

// The share of lines that are still there, day by day, against others.
// { name, line: [[day, percent]], baseName?, base?: [[day, percent]], band?: [[day, lo, hi]], marks?: [{ name, at: [day, percent] }], days, min? }
export function survival(data, theme) {
  const [base, band] = [data.base ?? [], data.band ?? []];
  const hidden = { type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 } };
  return {
    grid: grid({ right: narrow() ? 10 : 96, top: 16, bottom: 20 }),
    xAxis: values(theme, day => `${day}\u00a0d`, { min: 0, max: data.days, interval: data.days > 60 ? 30 : 10, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: theme['line-strong'] } } }),
    yAxis: values(theme, percentShort, { min: data.min ?? 0, max: 100, splitNumber: 4 }),
    tooltip: {
      trigger: 'axis', axisPointer: linePointer(theme),
      formatter: found => tip(`Day ${found[0].value[0]}`, found.filter(f => !f.seriesName.startsWith('_')).map(f => [f.seriesName, percent(f.value[1])])),
    },
    series: [
      { ...hidden, name: '_low', data: band.map(([day, low]) => [day, low]) },
      { ...hidden, name: '_high', areaStyle: { color: fade(theme['series-2'], 0.16) }, data: band.map(([day, low, high]) => [day, high - low]) },
      ...base.length === 0 ? [] : [{
        name: data.baseName, type: 'line', symbol: 'none', lineStyle: { width: 1.5, type: [4, 3], color: theme['series-2'] }, itemStyle: { color: theme['series-2'] }, data: base,
        endLabel: label(theme, { show: !narrow(), formatter: data.baseName, color: theme.muted, distance: 6 }),
      }],
      {
        name: data.name, type: 'line', symbol: 'none', step: 'end', lineStyle: { width: 2.25, color: theme.fate.live }, itemStyle: { color: theme.fate.live }, data: data.line,
        endLabel: label(theme, { show: !narrow(), formatter: data.name, color: theme.ink, fontWeight: 550, distance: 6 }),
        markPoint: {
          silent: true, symbol: 'circle', symbolSize: 7, itemStyle: { color: theme.fate.live, borderColor: theme.surface, borderWidth: 1.5 },
          label: { ...text(theme), position: 'bottom', distance: 7, textBorderColor: theme.surface, textBorderWidth: 3, formatter: ({ name }) => name },
          data: (data.marks ?? []).map(({ name, at }) => ({ name, coord: at })),
        },
      },
    ],
  };
}
