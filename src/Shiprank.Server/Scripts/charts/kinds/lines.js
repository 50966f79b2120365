import { formats } from '../figures.js';
import { categories, grid, label, linePointer, markLine, narrow, settlingArea, tip, values } from '../parts.js';

const dashes = ['solid', [6, 3], [2, 2], [8, 3, 2, 3]];

// One measure in time, of one or a few. { x, titles?, series: [{ name, data: [number or null] }], format, min?, max?, target?, targetName?, settling? }
export function lines(data, theme) {
  const format = formats[data.format];
  const colours = [theme.ink, theme.fate.flight, theme.fate.abandoned, theme['series-2']];
  const many = data.series.length > 1;
  return {
    grid: grid({ top: 24, right: many && !narrow() ? 118 : 14 }),
    xAxis: categories(theme, data.x, { boundaryGap: false }),
    yAxis: values(theme, format.axis, { min: data.min ?? 0, max: data.max, interval: data.max && data.max / 4, splitNumber: 4 }),
    tooltip: {
      trigger: 'axis', axisPointer: linePointer(theme),
      formatter: found => tip(data.titles?.[found[0].dataIndex] ?? found[0].name, found.map(f => [f.seriesName, f.value == null ? 'n/a' : format.full(f.value)])),
    },
    series: data.series.map((series, index) => {
      const color = colours[index % colours.length];
      return {
        name: series.name, type: 'line', symbol: 'circle', symbolSize: 5, showSymbol: series.data.length < 3 || series.data.includes(null), data: series.data, labelLayout: { moveOverlap: 'shiftY' },
        lineStyle: { width: 2, color, type: dashes[index % dashes.length] }, itemStyle: { color },
        endLabel: label(theme, { show: many && !narrow(), formatter: series.name, color, fontWeight: 550, distance: 8 }),
        markArea: index === 0 ? settlingArea(theme, data.x, data.settling) : undefined,
        markLine: index === 0 && data.target !== undefined ? markLine(theme, { yAxis: data.target }, data.targetName ?? `target ${format.full(data.target)}`) : undefined,
      };
    }),
  };
}
