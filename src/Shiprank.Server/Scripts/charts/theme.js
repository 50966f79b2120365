// The colours of the page's style sheet, light-dark() resolved, so that both themes share one description of a chart.
export const fates = ['live', 'flight', 'undone', 'abandoned', 'nocode', 'unattributed', 'hidden'];

export const fateNames = {
  live: 'Live',
  flight: 'In flight',
  undone: 'Undone',
  abandoned: 'Abandoned',
  nocode: 'No code',
  unattributed: 'Unattributed',
  hidden: 'Not shown',
};

const inks = ['ink', 'ink-2', 'muted', 'line', 'line-strong', 'control', 'surface', 'raised', 'accent', 'bad', 'hatch', 'series-2', 'series-3'];

/** @param paper True: the colours of the light theme, whichever the screen has. */
export function readTheme(paper) {
  const probe = document.createElement('span');
  probe.hidden = true;
  if (paper) probe.style.colorScheme = 'light';
  document.body.append(probe);
  const colour = name => {
    probe.style.color = `var(--sr-${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = { fate: {}, seq: [0, 1, 2, 3, 4].map(i => colour(`seq-${i}`)), font: getComputedStyle(document.body).fontFamily };
  for (const name of inks) theme[name] = colour(name);
  for (const fate of fates) theme.fate[fate] = colour(fate);
  probe.remove();
  return theme;
}

export const fade = (rgb, alpha) => rgb.replace(/rgba?\(([^)]+)\)/, (_, parts) => `rgba(${parts.split(/[ ,/]+/).slice(0, 3).join(',')},${alpha})`);

/** Never colour alone: each fate has a pattern too. The same ones are drawn by Shell/Kit/Patterns.razor. */
export function fateStyle(theme, fate) {
  return { color: theme.fate[fate], decal: decal(theme, fate), borderColor: theme.surface, borderWidth: 1 };
}

export function decal(theme, fate) {
  const drawn = { symbol: 'rect', dashArrayX: [1, 0], color: theme.hatch };
  return {
    live: { symbol: 'none' },
    flight: { symbol: 'circle', symbolSize: 0.8, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0], color: theme.hatch },
    undone: { ...drawn, dashArrayY: [2.5, 4], rotation: Math.PI / 4 },
    abandoned: { ...drawn, dashArrayY: [1.5, 5], rotation: -Math.PI / 4 },
    nocode: { ...drawn, dashArrayY: [1.25, 4], rotation: Math.PI / 2 },
    unattributed: { ...drawn, dashArrayY: [1.25, 4] },
    hidden: { ...drawn, dashArrayY: [1.25, 6], rotation: Math.PI / 4 },
  }[fate];
}
