import { usd } from '../figures.js';
import { text, tip } from '../parts.js';

const steps = ['nothing went live', '1 change', '2 changes', '3 changes', '4 or more'];
const cross = 'path://M-1,-0.72L-0.72,-1L0,-0.28L0.72,-1L1,-0.72L0.28,0L1,0.72L0.72,1L0,0.28L-0.72,1L-1,0.72L-0.28,0Z';
const named = day => new Date(`${day}T12:00Z`).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

// A year of days by outcome. { range: [from, to], days: [[day, changes live, spend or null]], undone: [day] }
export function days(data, theme) {
  return {
    tooltip: {
      formatter: ({ value: [day, , live, spend] }) => tip(named(day), [['Changes live', String(live)], ['Spend', spend === null ? 'unpriced' : usd(spend)]], data.undone.includes(day) ? 'A change of this day was undone later.' : undefined),
    },
    visualMap: { show: false, type: 'piecewise', seriesIndex: 0, dimension: 1, pieces: steps.map((name, value) => ({ value, color: theme.seq[value], label: name })) },
    calendar: {
      range: data.range, left: 34, right: 4, top: 22, bottom: 4, cellSize: ['auto', 14], splitLine: { show: false }, yearLabel: { show: false },
      itemStyle: { color: 'transparent', borderColor: theme.surface, borderWidth: 3 },
      dayLabel: text(theme, { firstDay: 1, nameMap: ['', 'Mon', '', 'Wed', '', 'Fri', ''], margin: 8 }),
      monthLabel: text(theme, { align: 'left', margin: 8 }),
    },
    series: [{
      type: 'heatmap', coordinateSystem: 'calendar', itemStyle: { borderRadius: 2 }, emphasis: { itemStyle: { borderColor: theme.ink, borderWidth: 1.5 } },
      data: data.days.map(([day, live, spend]) => [day, Math.min(live, 4), live, spend]),
    }, {
      type: 'scatter', coordinateSystem: 'calendar', silent: true, symbol: cross, symbolSize: 7, itemStyle: { color: theme.fate.undone },
      data: data.undone.map(day => [day, 0]),
    }],
  };
}
