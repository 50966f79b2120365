// <sr-chart kind="…" size="xs|sm|md|lg|xl|cal"><script type="application/json">{…}</script></sr-chart>
// Data comes from the JSON block, colours from the style sheet. The same figures are in the table beside it.
import { init } from './engine.js';
import { compare } from './kinds/compare.js';
import { days } from './kinds/days.js';
import { fates } from './kinds/fates.js';
import { flow } from './kinds/flow.js';
import { forecast } from './kinds/forecast.js';
import { lines } from './kinds/lines.js';
import { scatter } from './kinds/scatter.js';
import { steps } from './kinds/steps.js';
import { survival } from './kinds/survival.js';
import { waterfall } from './kinds/waterfall.js';
import { narrow } from './parts.js';
import { readTheme } from './theme.js';

const kinds = { compare, days, fates, flow, forecast, lines, scatter, steps, survival, waterfall };
const still = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');

class Chart extends HTMLElement {
  #chart;
  #host;
  #stop;

  connectedCallback() {
    if (this.#chart) return;
    this.#host = document.createElement('div');
    this.#host.className = 'sr-chart-host';
    this.#host.setAttribute('role', 'img');
    this.#host.setAttribute('aria-label', this.#data().summary);
    this.append(this.#host);
    this.#chart = init(this.#host, null, { renderer: 'canvas' });
    this.#watch();
    this.#draw(!still.matches);
    this.dataset.drawn = '';
  }

  disconnectedCallback() {
    this.#stop?.abort();
    this.#chart?.dispose();
    this.#host?.remove();
    this.#chart = this.#host = undefined;
  }

  #data() {
    return JSON.parse(this.querySelector('script[type="application/json"]').textContent);
  }

  #watch() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const redraw = () => this.#draw(false);
    document.addEventListener('sr:theme', redraw, { signal });
    dark.addEventListener('change', redraw, { signal });
    document.fonts?.ready.then(() => { if (!signal.aborted) redraw(); });
    let wasNarrow = narrow();
    const sized = new ResizeObserver(() => {
      this.#chart?.resize();
      if (wasNarrow === narrow()) return;
      wasNarrow = narrow();
      redraw();
    });
    sized.observe(this);
    signal.addEventListener('abort', () => sized.disconnect());
    // Paper is light, and narrower than the screen.
    addEventListener('beforeprint', () => { this.#chart?.resize(); this.#draw(false, true); }, { signal });
    addEventListener('afterprint', () => { this.#chart?.resize(); redraw(); }, { signal });
  }

  #draw(animation, paper) {
    const theme = readTheme(paper);
    const option = kinds[this.getAttribute('kind')](this.#data(), theme);
    this.#chart.setOption({
      animation, animationDuration: 260, textStyle: { fontFamily: theme.font },
      aria: { enabled: true, label: { enabled: false }, decal: { show: false } },
      ...option,
      tooltip: {
        confine: true, className: 'sr-tip', backgroundColor: theme.raised, borderColor: theme['line-strong'], borderWidth: 1, padding: [8, 12],
        textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.font }, transitionDuration: 0,
        ...option.tooltip,
      },
    }, { notMerge: true });
  }
}

customElements.define('sr-chart', Chart);
