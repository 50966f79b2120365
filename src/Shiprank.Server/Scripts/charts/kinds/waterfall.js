import { usd, usdShort } from '../figures.js';
import { categories, grid, label, narrow, shadowPointer, text, tip, values } from '../parts.js';

// From one sum to others, each bar beginning where the one before ended. { steps: [{ name, value, kind: total, change, part or rest, note? }] }
export function waterfall(data, theme) {
  let left = 0;
  const bars = data.steps.map(step => {
    if (step.kind === 'total') {
      left = step.value;
      return { base: Math.min(0, left), size: left };
    }
    const from = left;
    // To the cent, so that what ends at nothing does.
    left = Math.round((left + step.value) * 100) / 100;
    return { base: Math.min(from, left), size: Math.abs(step.value) };
  });
  const styles = {
    total: { color: theme.ink },
    change: { color: theme.surface, borderColor: theme['series-2'], borderWidth: 1.5, borderType: 'dashed' },
    part: { color: theme['series-2'] },
    rest: { color: theme.fate.unattributed },
  };
  return {
    grid: grid({ top: 22 }),
    xAxis: categories(theme, data.steps.map(step => step.name), {
      axisLabel: text(theme, narrow() ? { interval: 0, rotate: 60, fontSize: 10.5, width: 84, overflow: 'truncate' } : { interval: 0, margin: 10, width: 96, overflow: 'break', lineHeight: 14 }),
    }),
    yAxis: values(theme, usdShort, { splitNumber: 4 }),
    tooltip: {
      trigger: 'axis', axisPointer: shadowPointer(theme),
      formatter: ([{ dataIndex: index }]) => tip(data.steps[index].name, [['Amount', usd(data.steps[index].value)]], data.steps[index].note),
    },
    series: [
      { type: 'bar', stack: 'w', silent: true, itemStyle: { color: 'transparent' }, emphasis: { disabled: true }, data: bars.map(bar => bar.base) },
      {
        type: 'bar', stack: 'w', barCategoryGap: '34%', barMaxWidth: 72, emphasis: { disabled: true },
        data: bars.map((bar, index) => ({ value: bar.size, itemStyle: styles[data.steps[index].kind] })),
        label: label(theme, { show: !narrow(), position: 'top', distance: 5, fontSize: 11.5, formatter: point => usdShort(data.steps[point.dataIndex].value) }),
      },
    ],
  };
}
