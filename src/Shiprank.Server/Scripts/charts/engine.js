// Of ECharts only what the kinds of charts here use.
import { init, use } from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, CalendarComponent, GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, VisualMapPiecewiseComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';

use([
  BarChart, CustomChart, HeatmapChart, LineChart, SankeyChart, ScatterChart,
  AriaComponent, CalendarComponent, GridComponent, MarkAreaComponent, MarkLineComponent, MarkPointComponent, TooltipComponent, VisualMapPiecewiseComponent,
  LabelLayout, CanvasRenderer,
]);

export { init };
