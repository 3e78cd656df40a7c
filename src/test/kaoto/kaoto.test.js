// Opens every route file as Kaoto does. Started by KaotoOpensEveryFileIT, which names the files.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename, delimiter } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { loadParser } from './parser.js';

/** Not in Kaoto's catalog: our component, and an address that is a property. They get a general icon and no form for options. */
const isUnlisted = component => component === 'microsoft-exchange' || component?.startsWith('{{');
/** The keys of a node that Kaoto draws its branches from. */
const BRANCHES = ['when', 'doCatch', 'onException', 'onCompletion', 'intercept'];
const SINGLE_BRANCHES = ['otherwise', 'doFinally'];

const files = process.env.ROUTES.split(delimiter);
const parser = await loadParser();

const open = (text, path) => parser.CamelResourceFactory.createCamelResource(text, { path });

/** The paths of all steps and branches below a node of the file. */
function* paths(node, path = '') {
  if (node === null || typeof node !== 'object') {
    return;
  }
  for (const [key, value] of Object.entries(node)) {
    const here = path ? `${path}.${key}` : key;
    if ([...BRANCHES, 'steps'].includes(key) && Array.isArray(value)) {
      for (const [index, element] of value.entries()) {
        const wrapped = key === 'steps' || (key in element && Object.keys(element).length === 1);
        const name = Object.keys(element)[0];
        const of = wrapped ? `${here}.${index}.${name}` : `${here}.${index}`;
        yield of;
        yield* paths(wrapped ? element[name] : element, of);
      }
    } else {
      if (SINGLE_BRANCHES.includes(key)) {
        yield here;
      }
      yield* paths(value, here);
    }
  }
}

const nodes = node => [node, ...(node.getChildren() ?? []).flatMap(nodes)];
const isStep = path => path.includes('.') && path !== 'route.from';
const drawn = entity => nodes(entity.toVizNode()).filter(node => !node.data.isPlaceholder);

const drawnOf = entity => drawn(entity).map(node => [entity, node.data]);

/** Routes and configurations with their ids; the order in the file does not matter. */
const visual = entry => entry.route ?? entry.routeConfiguration;

for (const file of files) {
  test(`opens ${basename(file)}`, async t => {
    const text = await readFile(file, 'utf8');
    const entries = parse(text);
    const resource = open(text, file);
    const canvas = resource.getVisualEntities();

    await t.test('with every route and configuration, and nothing that it does not know', () => {
      const unknown = resource.entities.filter(entity => entity instanceof parser.NonVisualEntity);
      assert.deepEqual(unknown.map(entity => entity.toJSON()), []);
      assert.equal(resource.entities.length, entries.length);
      assert.equal(canvas.length, entries.filter(visual).length);
      const ids = entries.filter(entry => entry.route).map(entry => entry.route.id);
      assert.deepEqual(canvas.filter(entity => entity.type === 'route').map(entity => entity.id), ids);
    });

    await t.test('with every step', () => {
      const written = entries.filter(visual).map(entry => [...paths(entry)].sort());
      const found = canvas.map(entity => drawn(entity).map(node => node.data.path).filter(isStep).sort());
      assert.deepEqual(found.sort(), written.sort());
    });

    await t.test('with steps and components of its catalog, and no step that it marks as incomplete', () => {
      const known = kind => name => parser.CamelCatalogService.getComponent(kind, name);
      for (const [entity, { processorName, componentName, path }] of canvas.flatMap(drawnOf)) {
        assert.ok(known(parser.CatalogKind.Processor)(processorName) ?? known(parser.CatalogKind.Entity)(processorName), `${path}: ${processorName}`);
        if (componentName && !isUnlisted(componentName)) {
          assert.ok(known(parser.CatalogKind.Component)(componentName), `${path}: ${componentName}`);
        }
        if (!isUnlisted(componentName)) {
          assert.equal(entity.getNodeValidationText(path) || '', '', `${entity.id} ${path}`);
        }
      }
    });

    await t.test('and saves it with its first comments and the same content', () => {
      const saved = resource.toString();
      const header = text.slice(0, text.indexOf('- '));
      assert.ok(saved.startsWith(header), `${saved.slice(0, 300)}\ninstead of\n${header}`);
      const content = yaml => parse(yaml).map(entry => JSON.stringify(sorted(withoutNewId(entry)))).sort();
      assert.deepEqual(content(saved), content(text));
    });
  });
}

test('finds an entry that Kaoto does not know, and a step that lacks something', () => {
  const unknown = open('- routes:\n    id: one\n');
  assert.ok(unknown.entities[0] instanceof parser.NonVisualEntity);
  const [entity] = open('- route:\n    id: one\n    from:\n      uri: timer\n      steps: []\n').getVisualEntities();
  assert.match(entity.getNodeValidationText('route.from'), /timerName/);
});

/** Kaoto gives each configuration an id, also the one that is for all routes; the command check finds that. */
function withoutNewId(entry) {
  const { id, ...rest } = entry.routeConfiguration ?? {};
  return /^routeConfiguration-\d+$/.test(id) ? { routeConfiguration: rest } : entry;
}

function sorted(value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value === null || typeof value !== 'object'
    ? value
    : Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]));
}
