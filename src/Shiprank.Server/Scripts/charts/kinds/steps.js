import { formats } from '../figures.js';
import { grid, label, narrow, text, tip, values } from '../parts.js';

const dashes = ['solid', [6, 3], [2, 2], [8, 3, 2, 3]];

// What holds until the next step, of a few. { series: [{ name, points: [[day, value]] }], format, valueName, today?, todayName? }
export function steps(data, theme) {
  const format = formats[data.format];
  const colours = [theme.ink, theme.fate.flight, theme.fate.abandoned, theme['series-2']];
  return {
    grid: grid({ top: 20, right: narrow() ? 12 : 138 }),
    xAxis: {
      type: 'time', axisLine: { lineStyle: { color: theme['line-strong'] } }, axisTick: { show: false }, splitLine: { show: false },
      axisLabel: text(theme, { hideOverlap: true, formatter: '{MMM} {yy}' }),
    },
    yAxis: values(theme, format.axis, { splitNumber: 4, min: 0 }),
    tooltip: { trigger: 'item', formatter: point => tip(point.seriesName, [['On', String(point.value[0])], [data.valueName, format.full(point.value[1])]]) },
    series: data.series.map((series, index) => {
      const color = colours[index % colours.length];
      return {
        name: series.name, type: 'line', step: 'end', symbol: 'circle', symbolSize: 5, data: series.points, labelLayout: { moveOverlap: 'shiftY' },
        lineStyle: { width: 1.75, color, type: dashes[index % dashes.length] }, itemStyle: { color },
        endLabel: label(theme, { show: !narrow(), formatter: series.name, color, fontWeight: 550, distance: 8 }),
        markLine: index === 0 && data.today ? {
          silent: true, symbol: 'none', animation: false, data: [{ xAxis: data.today }], lineStyle: { color: theme.control, type: [3, 3], width: 1 },
          label: text(theme, { formatter: data.todayName ?? 'today', position: 'end' }),
        } : undefined,
      };
    }),
  };
}
