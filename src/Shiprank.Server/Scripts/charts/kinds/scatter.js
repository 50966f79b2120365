import { formats } from '../figures.js';
import { grid, label, markLine, narrow, text, tip, values } from '../parts.js';

// Two measures, the second with its interval, every point named.
// { points: [{ name, x, y, lo, hi, at? }], xName, yName, xFormat, yFormat, xMin?, xMax?, yMin?, yMax?, yStep?, yMid? }
export function scatter(data, theme) {
  const [x, y] = [formats[data.xFormat], formats[data.yFormat]];
  return {
    grid: grid({ left: 8, right: 20, top: 26, bottom: 30 }),
    xAxis: values(theme, x.axis, { min: data.xMin, max: data.xMax, scale: true, name: data.xName, nameLocation: 'middle', nameGap: 30, nameTextStyle: text(theme) }),
    yAxis: values(theme, y.axis, { min: data.yMin, max: data.yMax, interval: data.yStep, name: data.yName, nameLocation: 'end', nameGap: 12, nameTextStyle: text(theme, { align: 'left' }) }),
    tooltip: {
      trigger: 'item',
      formatter: ({ dataIndex }) => {
        const point = data.points[dataIndex];
        return tip(point.name, [[data.yName, `${y.full(point.y)} [${y.full(point.lo)}–${y.full(point.hi)}]`], [data.xName, x.full(point.x)]]);
      },
    },
    series: [{
      type: 'custom', silent: true, z: 1, data: data.points.map(p => [p.x, p.lo, p.hi]), encode: { x: 0, y: [1, 2] },
      renderItem: (_, api) => {
        const [low, high] = [1, 2].map(i => api.coord([api.value(0), api.value(i)]));
        return { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: theme.control, lineWidth: 1.5 } };
      },
    }, {
      type: 'scatter', z: 2, symbolSize: 10, itemStyle: { color: theme.ink, borderColor: theme.surface, borderWidth: 1.5 },
      data: data.points.map(p => ({ value: [p.x, p.y], name: p.name, label: { position: p.at ?? 'right' } })),
      label: label(theme, { formatter: ({ name }) => name, distance: narrow() ? 5 : 7, fontSize: narrow() ? 10.5 : 12 }), labelLayout: { hideOverlap: true },
      markLine: data.yMid === undefined ? undefined : markLine(theme, { yAxis: data.yMid }, `organisation ${y.full(data.yMid)}`),
    }],
  };
}
