import { percent, usd, usdShort } from '../figures.js';
import { label, narrow, tip } from '../parts.js';
import { decal } from '../theme.js';

// From tool through repository to fate. { total, nodes: [{ id, name, fate? }], links: [[from, to, value]] }; the last hop has the fate's colour.
export function flow(data, theme) {
  const small = narrow();
  const nodes = new Map(data.nodes.map(node => [node.id, node]));
  const share = value => ['Share of all spend', percent(value / data.total * 100)];
  const colour = (fate, otherwise) => fate ? theme.fate[fate] : otherwise;
  return {
    tooltip: {
      trigger: 'item',
      formatter: ({ dataType, data: item, value }) => dataType === 'edge'
        ? tip(`${nodes.get(item.source).name} → ${nodes.get(item.target).name}`, [['Spend', usd(item.value)], share(item.value)])
        : tip(nodes.get(item.name).name, [['Spend', usd(value)], share(value)]),
    },
    series: [{
      type: 'sankey', left: 2, right: small ? 96 : 150, top: 8, bottom: 8, nodeWidth: 10, nodeGap: small ? 7 : 10, nodeAlign: 'justify', draggable: false, layoutIterations: 0,
      emphasis: { focus: 'adjacency', lineStyle: { opacity: 0.75 } },
      label: label(theme, {
        fontSize: small ? 10.5 : 12, position: 'right',
        formatter: ({ name, value }) => small ? nodes.get(name).name : `${nodes.get(name).name}  {n|${usdShort(value)}}`,
        rich: { n: { color: theme.muted, fontSize: 12, fontFamily: theme.font, textBorderColor: theme.surface, textBorderWidth: 3 } },
      }),
      data: data.nodes.map(({ id, fate }) => ({ name: id, itemStyle: { color: colour(fate, theme['series-2']), decal: fate && decal(theme, fate), borderWidth: 0 } })),
      links: data.links.map(([source, target, value]) => {
        const { fate } = nodes.get(target);
        return { source, target, value, lineStyle: { color: colour(fate, theme['series-3']), opacity: fate ? 0.38 : 0.45, curveness: 0.5 } };
      }),
    }],
  };
}
