// Converts the npm package @pydantic/genai-prices to Shiprank's own dated list.
//   node eng/prices.mjs            writes src/Shiprank.Sources/Prices/price-list.json (and the licence text beside it)
//   node eng/prices.mjs --stdout   prints the list instead
// The same package gives the same bytes.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The package doesn't carry its own date; a new version gets its line here.
const released = { '0.1.8': '2026-09-23' };
// Counts up when the conversion changes while the package doesn't.
const revision = 1;
// Prices of an API under terms of its own, which don't allow embedding.
const leftOut = new Set(['openrouter']);

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const packageFolder = join(root, 'node_modules', '@pydantic', 'genai-prices');
const target = join(root, 'src', 'Shiprank.Sources', 'Prices');
const dataFile = join(packageFolder, 'dist', 'index.cjs');

const description = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
const date = released[description.version];
if (!date) throw new Error(`eng/prices.mjs doesn't know the date of ${description.name} ${description.version}: add it to "released"`);

const providers = readProviders(createRequire(import.meta.url)(dataFile)).filter((p) => !leftOut.has(p.id));
const list = serialise({
  version: `${date}.${revision}`,
  date,
  source: {
    package: description.name,
    version: description.version,
    date,
    licence: 'MIT',
    sha256: createHash('sha256').update(readFileSync(dataFile)).digest('hex'),
  },
  providers: providers.map(provider),
});

if (process.argv.includes('--stdout')) {
  process.stdout.write(list);
} else {
  writeFileSync(join(target, 'price-list.json'), list);
  writeFileSync(join(target, 'price-list.LICENSE.txt'), readFileSync(join(packageFolder, 'LICENSE')));
  process.stderr.write(`${providers.length} providers, ${providers.reduce((n, p) => n + p.models.length, 0)} models of ${description.name} ${description.version}\n`);
}

// The package exports look-ups, not its table; a look-up searches the table with Array.prototype.find.
function readProviders(library) {
  const find = Array.prototype.find;
  let table = null;
  Array.prototype.find = function (predicate, self) {
    if (this[0]?.models) table = this;
    return find.call(this, predicate, self);
  };
  try {
    library.findProvider({ providerId: 'anthropic' });
  } finally {
    Array.prototype.find = find;
  }
  if (!table) throw new Error('the price table was not found in the package');
  return table;
}

function provider(p) {
  return {
    id: p.id,
    ...(p.provider_match && { named: match(p.provider_match) }),
    ...(p.model_match && { owns: match(p.model_match) }),
    ...(p.fallback_model_providers && { fallback: p.fallback_model_providers }),
    models: p.models.map((m) => ({ id: m.id, match: match(m.match), prices: schedule(m) })),
  };
}

// An entry applies from its date on, within its hours; the last that applies is the price. The package's entries carry a date or
// hours, never both: hours after a date belong to that date's price (DeepSeek V4's peak hours began with it).
function schedule(model) {
  const entries = Array.isArray(model.prices) ? model.prices : [{ prices: model.prices }];
  let from;
  return entries.map(({ constraint, prices }) => {
    const hours = constraint?.type === 'time_of_date' ? [clock(constraint.start_time), clock(constraint.end_time)] : undefined;
    if (constraint?.type === 'start_date') from = constraint.start_date;
    return { ...(from && { from }), ...(hours && { hours }), ...rates(prices) };
  });
}

function clock(time) {
  const parts = /^(\d\d:\d\d):00Z$/.exec(time);
  if (!parts) throw new Error(`unexpected time of day ${time}`);
  return parts[1];
}

function rates(prices) {
  const names = { input: 'input_mtok', cacheRead: 'cache_read_mtok', cacheWrite5m: 'cache_write_mtok', cacheWrite1h: 'cache_write_1h_mtok', output: 'output_mtok' };
  const result = {};
  // A price that tokens by bucket can't tell: the model stays on the list without rates, so its usage is unpriced, not priced too low.
  if (['requests_kcount', 'output_reasoning_mtok', 'output_citation_mtok'].some((key) => prices[key] !== undefined)) return result;
  for (const [ours, theirs] of Object.entries(names)) {
    const rate = prices[theirs];
    if (rate === undefined) continue;
    result[ours] = typeof rate === 'number' ? rate : { base: rate.base, above: rate.tiers.map((t) => [t.start, t.price]) };
  }
  return result;
}

// "A name with a date behind it" is a rule of its own here: it needs no regular expression to be compiled at start.
function match(rule) {
  if (rule.or) return rule.or.length === 1 ? match(rule.or[0]) : { any: rule.or.map(match) };
  if (rule.and) return { all: rule.and.map(match) };
  if (rule.equals !== undefined) return { is: rule.equals.toLowerCase() };
  if (rule.starts_with !== undefined) return { starts: rule.starts_with.toLowerCase() };
  if (rule.ends_with !== undefined) return { ends: rule.ends_with.toLowerCase() };
  if (rule.contains !== undefined) return { contains: rule.contains.toLowerCase() };
  const dated = /^\^((?:[a-z0-9/-]|\\\.)+)-(?:\\d\{8\}|\\d\{4\}-\\d\{2\}-\\d\{2\})\$$/.exec(rule.regex ?? '');
  if (dated) return { dated: dated[1].replaceAll('\\.', '.') };
  const literal = /^\^((?:[A-Za-z0-9=/-]|\\[.[\]])+)\$$/.exec(rule.regex ?? '');
  if (literal) return { is: literal[1].replaceAll('\\', '').toLowerCase() };
  if (rule.regex !== undefined) return { regex: rule.regex };
  throw new Error(`unknown match rule ${JSON.stringify(rule)}`);
}

// One model a line: a change of one price is a change of one line.
function serialise(list) {
  const head = JSON.stringify({ ...list, providers: undefined }, null, 1).replace(/\n}$/, '');
  const body = list.providers.map(({ models, ...rest }) =>
    `  ${JSON.stringify(rest).slice(0, -1)},"models":[\n${models.map((m) => `   ${JSON.stringify(m)}`).join(',\n')}\n  ]}`);
  return `${head},\n "providers": [\n${body.join(',\n')}\n ]\n}\n`;
}
