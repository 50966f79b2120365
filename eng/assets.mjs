// Scripts, styles, font and icons of the pages: bundled, cut to what is used, named by their content, compressed. The Server project embeds
// what comes out. node eng/assets.mjs <folder>
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { PurgeCSS } from 'purgecss';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const server = join(root, 'src/Shiprank.Server');
const out = process.argv[2];
const browsers = ['chrome123', 'firefox128', 'safari17.5'];
const types = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.txt': 'text/plain; charset=utf-8', '.woff2': 'font/woff2' };

const walk = folder => readdirSync(folder, { withFileTypes: true })
  .filter(entry => !['obj', 'bin'].includes(entry.name))
  .flatMap(entry => entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]);
const hashed = (name, bytes) => name.replace(/(\.\w+)$/, `.${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}$1`);

const files = new Map();
const put = (name, file, bytes) => files.set(file, { name, bytes: Buffer.from(bytes) });

await scripts();
await styles();
for (const icon of ['icons.svg', 'favicon.svg']) {
  const text = readFileSync(join(server, 'Icons', icon), 'utf8').replace(/<!--.*?-->/gs, '').replace(/>\s+</g, '><').replace(/\s+\/>/g, '/>');
  put(icon, hashed(icon, text), text);
}
const banner = readFileSync(join(root, 'node_modules/@tabler/core/dist/css/tabler.css'), 'utf8').match(/\/\*!([^]*?)\*\//)[1].replace(/^\s*\* ?/gm, '').trim();
const licences = [`@tabler/core\n============\n${banner}\n`, ...['echarts', 'zrender', 'tslib', '@fontsource-variable/inter'].map(licence)].join('\n\n');
put('licences.txt', hashed('licences.txt', licences), licences);
write();

async function scripts() {
  const built = await build({
    entryPoints: { app: join(server, 'Scripts/app.js') }, absWorkingDir: root, outdir: '/', write: false, metafile: true,
    bundle: true, splitting: true, format: 'esm', minify: true, target: browsers, legalComments: 'none',
    entryNames: '[name].[hash]', chunkNames: '[name].[hash]', logLevel: 'warning',
  });
  for (const file of built.outputFiles) {
    const name = basename(file.path);
    put(name.replace(/\.[^.]+(\.js)$/, '$1'), name, file.contents);
  }
}

async function styles() {
  const tabler = (await purge(readFileSync(join(root, 'node_modules/@tabler/core/dist/css/tabler.min.css'), 'utf8')));
  const own = await build({
    entryPoints: [join(server, 'Styles/app.css')], absWorkingDir: root, outdir: '/', write: false, bundle: true, minify: true, target: browsers,
    loader: { '.woff2': 'file' }, assetNames: '[name].[hash]', logLevel: 'warning',
  });
  for (const file of own.outputFiles.filter(f => f.path.endsWith('.woff2'))) put('inter.woff2', basename(file.path).toLowerCase(), file.contents);
  const text = own.outputFiles.find(f => f.path.endsWith('.css')).text.replace(/[\w-]+\.\w+\.woff2/g, name => name.toLowerCase());
  const { code } = await transform(trim(tabler, text) + text, { loader: 'css', minify: true, target: browsers });
  put('app.css', hashed('app.css', code), code);
}

// Tabler's rules for elements and classes that stand in the pages: quoted words and tags of the components.
async function purge(css) {
  const content = walk(server).filter(f => f.endsWith('.razor') || f.endsWith('.cs') || f.includes('Scripts')).map(f => ({ raw: readFileSync(f, 'utf8'), extension: extname(f).slice(1) }));
  const words = text => [...text.matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].flatMap(([, a, b]) => (a ?? b).split(/[\s.#]+/));
  const tags = text => [...text.matchAll(/<([a-z][\w-]*)/g)].map(([, tag]) => tag);
  const [{ css: kept }] = await new PurgeCSS().purge({
    content, css: [{ raw: css }], keyframes: true, fontFace: true,
    defaultExtractor: text => [...words(text), ...tags(text)],
    safelist: { standard: ['html', 'body'] },
    // Both themes are light-dark() of our own; Tabler's would follow the attribute only.
    blocklist: [/\[data-bs-theme/],
  });
  return kept.replace(/@charset[^;]*;/g, '');
}

// Drops Tabler's custom properties that nothing reads.
function trim(css, own) {
  const declaration = /(--tblr-[\w-]+):((?:"[^"]*"|'[^']*'|\((?:[^()]|\([^()]*\))*\)|[^;}"'(])*)(;|(?=\}))/g;
  for (let before = ''; before !== css;) {
    before = css;
    const read = new Set([...(css + own).matchAll(/var\((--tblr-[\w-]+)/g)].map(([, name]) => name));
    css = css.replace(declaration, (all, name) => read.has(name) ? all : '');
  }
  return css;
}

function licence(name) {
  const folder = join(root, 'node_modules', name);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = walk(folder).filter(f => /^(licen[cs]e|notice)/i.test(basename(f)) || f.includes('/licenses/')).sort().map(f => readFileSync(f, 'utf8').trim());
  return `${name} ${version}\n${'='.repeat(name.length + version.length + 1)}\n${texts.join('\n\n')}\n`;
}

function write() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const manifest = [...files].map(([file, { name, bytes }]) => {
    const extension = extname(file);
    const packed = extension === '.woff2' ? [] : ['br', 'gz'];
    if (packed.length === 0) writeFileSync(join(out, file), bytes);
    else {
      writeFileSync(join(out, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
      writeFileSync(join(out, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    }
    return { name, file, type: types[extension], packed };
  });
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  for (const { file, packed } of manifest) console.log(`${file} ${statSync(join(out, packed.length ? `${file}.br` : file)).size}`);
  console.log(relative(root, out));
}
