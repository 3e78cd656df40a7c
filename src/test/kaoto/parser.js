// The parser of Kaoto without its user interface: Kaoto publishes both as one library for browsers.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const KAOTO = new URL('node_modules/@kaoto/kaoto/lib/', import.meta.url);
const BUNDLE = new URL('bundle.cjs', import.meta.url);
const USER_INTERFACE = /^(react|monaco|@patternfly|@kie-tools-core|@dnd-kit|@visx)([-/].*)?$/;
const PICTURES = ['.svg', '.png', '.css', '.scss'];

const ENTRY = `
export { CamelResourceFactory } from './esm/models/camel/camel-resource-factory.js';
export { NonVisualEntity } from './esm/models/visualization/flows/non-visual-entity.js';
export { CamelCatalogService } from './esm/models/visualization/flows/camel-catalog.service.js';
export { CatalogKind } from './esm/models/catalog-kind.js';
`;

/** Takes any use of the user interface and draws nothing. */
const NOTHING = `
const nothing = new Proxy(function () {}, {
  get: (target, name) => name === Symbol.toPrimitive ? () => '' : name === 'prototype' ? target.prototype : nothing,
  getPrototypeOf: () => nothing,
  apply: () => nothing,
  construct: () => nothing,
});
module.exports = nothing;
`;

/** Classes of a browser that modules name when they are loaded, and a source of random ids. */
const BROWSER = 'globalThis.window ??= globalThis; globalThis.DOMParser ??= class {};';

const withoutUserInterface = {
  name: 'without-user-interface',
  setup(bundler) {
    bundler.onResolve({ filter: USER_INTERFACE }, found => ({ path: found.path, namespace: 'nothing' }));
    bundler.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: NOTHING, loader: 'js' }));
  },
};

export async function loadParser() {
  await build({
    stdin: { contents: ENTRY, resolveDir: fileURLToPath(KAOTO) },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    mainFields: ['module', 'main'],
    outfile: fileURLToPath(BUNDLE),
    logLevel: 'error',
    banner: { js: BROWSER },
    loader: Object.fromEntries(PICTURES.map(ending => [ending, 'empty'])),
    plugins: [withoutUserInterface],
  });
  const parser = await import(BUNDLE);
  await loadCatalog(parser);
  return parser;
}

/** The newest catalog that this Kaoto has for Camel's own runtime; a user finds the steps and components of a route in it. */
async function loadCatalog({ CamelCatalogService, CatalogKind }) {
  const read = async (path, base) => JSON.parse(await readFile(new URL(path, base), 'utf8'));
  const library = new URL('camel-catalog/', KAOTO);
  const { definitions } = await read('index.json', library);
  const newest = definitions.find(definition => definition.runtime === 'Main');
  const folder = new URL(newest.fileName, library);
  const { catalogs } = await read(folder, library);
  const files = {
    [CatalogKind.Component]: 'components',
    [CatalogKind.Processor]: 'models',
    [CatalogKind.Pattern]: 'patterns',
    [CatalogKind.Entity]: 'entities',
    [CatalogKind.Language]: 'languages',
    [CatalogKind.Dataformat]: 'dataformats',
    [CatalogKind.Loadbalancer]: 'loadbalancers',
  };
  for (const [kind, name] of Object.entries(files)) {
    CamelCatalogService.setCatalogKey(kind, await read(catalogs[name].file, folder));
  }
  console.log(`Kaoto's catalog: ${newest.name}`);
}
