import { formats, usd } from '../figures.js';
import { categories, grid, settlingArea, shadowPointer, tip, values } from '../parts.js';
import { fateNames, fates as order, fateStyle } from '../theme.js';

// Spend in time, stacked by what became of it. { x, titles?, fates: { live: [], … }, settling? }
export function fates(data, theme) {
  const drawn = order.filter(fate => data.fates[fate]?.some(v => v !== 0));
  const at = (fate, index) => data.fates[fate][index] ?? 0;
  return {
    grid: grid({ top: 24 }),
    xAxis: categories(theme, data.x),
    yAxis: values(theme, formats.usd.axis, { splitNumber: 4 }),
    tooltip: {
      trigger: 'axis', axisPointer: shadowPointer(theme),
      formatter: ([{ dataIndex: index }]) => tip(
        data.titles?.[index] ?? data.x[index],
        [...drawn.map(fate => [fateNames[fate], usd(at(fate, index)), fate]).reverse(), ['Total', usd(drawn.reduce((sum, fate) => sum + at(fate, index), 0))]],
        index >= data.x.length - (data.settling ?? 0) ? 'Still settling: young changes may yet deploy or be undone.' : undefined),
    },
    series: drawn.map((fate, index) => ({
      name: fateNames[fate], type: 'bar', stack: 'fate', barCategoryGap: '26%', barMaxWidth: 72, data: data.fates[fate],
      itemStyle: fateStyle(theme, fate), emphasis: { disabled: true },
      markArea: index === 0 ? settlingArea(theme, data.x, data.settling) : undefined,
    })),
  };
}
