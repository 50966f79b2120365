// The chart library is most of the bytes: it is fetched where a chart stands, once. Without it the table beside each chart is the chart.
let loading;

export function watchCharts() {
  document.addEventListener('sr:page', load);
  load();
}

function load() {
  if (loading || !document.querySelector('sr-chart')) return;
  loading = import('./charts/element.js').catch(() => {
    document.documentElement.dataset.charts = 'none';
    for (const table of document.querySelectorAll('.sr-data')) table.open = true;
  });
}
