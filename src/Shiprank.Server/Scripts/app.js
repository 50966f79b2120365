// What a page gains from scripts. Each of them can be missing: links, forms, popovers and tables work without.
import { watchCharts } from './charts.js';
import { watchCopying } from './copy.js';
import { watchKeys } from './keys.js';
import { watchLive } from './live.js';
import { watchLinks } from './navigate.js';
import { watchPalette } from './palette.js';
import { watchTheme } from './theme.js';
import { watchWho } from './who.js';

watchTheme();
watchLinks();
watchKeys();
watchPalette();
watchCopying();
watchCharts();
watchLive();
watchWho();
