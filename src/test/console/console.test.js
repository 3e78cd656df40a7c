// What an engineer does in the console on the first day, in a real browser. Started by ConsoleInBrowserIT, which says where everything is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { elsewhere, logIn, open, picture as pictureOf } from './browser.js';

const { CONSOLE_URL, CONSOLE_PASSWORD, COLLECT_FROM, COLLECT_TO, IMPORTED } = process.env;
const PATIENCE = 120_000;
const PATIENCE_WITH_A_DIAGRAM = 20_000;
const PATIENCE_WITH_A_DAY = 420_000;

let seen;
let page;

before(async () => {
  seen = await open();
  page = seen.page;
  page.setDefaultTimeout(PATIENCE);
});

after(() => seen.browser.close());

const plugin = name =>
  page.getByRole('navigation', { name: 'Global' }).getByRole('link', { name, exact: true }).click();
const node = name =>
  page.getByRole('tree').getByRole('button', { name, exact: true }).first();
const tab = name => page.getByRole('link', { name, exact: true }).click();
const picture = name => pictureOf(page, name);
/** A tab of the archiver's pages. */
const archiverTab = name =>
  page.getByRole('navigation', { name: 'Archiver' }).getByRole('link', { name, exact: true }).click();
const card = title => page.getByRole('region', { name: title });

/** Leaves only what has the word in it, so that everything of interest is on one screen. Folders do not work in what is left. */
async function find(word, name) {
  await page.getByRole('searchbox').first().fill(word);
  await node(name).click();
}

/** The value of an attribute in the table on the screen. */
async function attribute(name) {
  const row = page.getByRole('main').getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
  return row.getByRole('gridcell').last().innerText();
}

/** Looks again until a number is at least so high; the console itself asks every few seconds. */
async function reaches(least, number) {
  const end = Date.now() + PATIENCE_WITH_A_DAY;
  let last;
  while (Date.now() < end) {
    last = Number(await number());
    if (last >= least) {
      return last;
    }
    await page.waitForTimeout(500);
  }
  throw new assert.AssertionError({ message: `still ${last} instead of ${least}` });
}

test('refuses a wrong password', async () => {
  await page.goto(CONSOLE_URL);
  await logIn(page, `${CONSOLE_PASSWORD}x`);
  await page.getByText('Invalid login credentials').waitFor();
  await picture('1-wrong-password');
  assert.equal(await page.getByRole('tree').count(), 0);
});

test('opens with the page of today for the user with the password', async () => {
  await logIn(page, CONSOLE_PASSWORD);
  await page.getByText('No collection has ended yet').waitFor();
  await card('Now').getByRole('button', { name: 'Collect now' }).waitFor();
  await picture('2-today');
});

test('shows the Camel context', async () => {
  await plugin('Camel');
  await node('wechat-archiver').click();
  await page.getByText('CamelVersion', { exact: true }).waitFor();
  assert.match(await attribute('CamelVersion'), /^4\./);
  await picture('2-context');
});

test('lists the routes with their counters', async () => {
  await node('routes').click();
  const route = page.getByRole('main').getByRole('row').filter({ hasText: 'import-item' }).first();
  await route.getByText('Started').waitFor();
  await picture('3-routes');
});

test('lists the endpoints', async () => {
  await node('endpoints').click();
  const uri = page.getByRole('main').getByRole('grid').getByText('microsoft-exchange://importMessage');
  await uri.first().scrollIntoViewIfNeeded();
  await picture('4-endpoints');
});

test('draws a route', async () => {
  await find('import-item', 'import-item');
  await tab('Route Diagram');
  await page.locator('.react-flow__node').nth(8).waitFor();
  await picture('5-diagram');
});

/** The ids of the running routes, as the archiver has them. */
const routeIds = () => page.evaluate(async url => {
  const question = { type: 'search', mbean: 'org.apache.camel:type=routes,*' };
  const answer = await fetch(`${url}/jolokia`, { method: 'POST', body: JSON.stringify(question) });
  return (await answer.json()).value.map(name => name.match(/name="([^"]+)"/)[1]).sort();
}, CONSOLE_URL);

/** How many nodes the diagram has, and how many of them are on the screen. */
const drawing = () => page.evaluate(() => {
  const pane = document.querySelector('.react-flow').getBoundingClientRect();
  const nodes = [...document.querySelectorAll('.react-flow__node')].map(node => node.getBoundingClientRect());
  const isVisible = node => node.right > pane.left && node.left < pane.right && node.bottom > pane.top && node.top < pane.bottom;
  return { all: nodes.length, visible: nodes.filter(isVisible).length };
});

let nodesOfAllRoutes = 0;

test('draws every route', async () => {
  const ids = await routeIds();
  assert.ok(ids.length > 40, `only ${ids.length} routes`);
  const empty = [];
  for (const id of ids) {
    await tab('Attributes');
    await find(id, id);
    await tab('Route Diagram');
    await page.locator('.react-flow__node').nth(1).waitFor({ timeout: PATIENCE_WITH_A_DIAGRAM }).catch(() => empty.push(id));
    const { all, visible } = empty.includes(id) ? { all: 0, visible: 0 } : await drawing();
    nodesOfAllRoutes += all;
    assert.ok(visible > 0 || empty.includes(id), `${id} is drawn beside the screen`);
  }
  assert.deepEqual(empty, []);
});

test('draws all routes at once, around a middle that may be empty', async () => {
  await tab('Attributes');
  await page.getByRole('searchbox').first().fill('');
  await node('routes').click();
  await tab('Route Diagram');
  await page.locator('.react-flow__node').nth(nodesOfAllRoutes - 1).waitFor();
  assert.equal((await drawing()).all, nodesOfAllRoutes);
  await drag(5);
  assert.ok((await drawing()).visible > 0);
  await picture('6-diagram-of-all-routes');
});

/** Moves the diagram down until some of it is on the screen. */
async function drag(most) {
  const { x, y, width, height } = await page.locator('.react-flow').boundingBox();
  for (let i = 0; i < most && (await drawing()).visible === 0; i++) {
    await page.mouse.move(x + width / 2, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height - 20, { steps: 5 });
    await page.mouse.up();
  }
}

test('starts a collection', async () => {
  await plugin('JMX');
  await find('Collector', 'Collector');
  await tab('Operations');
  const operation = page.getByRole('listitem').filter({ hasText: 'collectRange' });
  await operation.getByRole('button', { name: 'Details' }).click();
  const fields = operation.getByRole('textbox');
  await fields.nth(0).fill(COLLECT_FROM);
  await fields.nth(1).fill(COLLECT_TO);
  await operation.getByRole('button', { name: 'Execute' }).click();
  await operation.getByText('Asked for as').first().waitFor();
  await picture('7-collect');
});

test('counts what arrives', async () => {
  await find('Items', 'Items');
  await tab('Attributes');
  await reaches(1, () => attribute('Imported'));
  await picture('8-items');
  await reaches(Number(IMPORTED), () => attribute('Imported'));
  await picture('9-items-imported');
  await plugin('Camel');
  await find('import-item', 'import-item');
  await tab('Attributes');
  const completed = await reaches(1, () => attribute('ExchangesCompleted'));
  await tab('Route Diagram');
  await page.locator('.react-flow__node').filter({ hasText: `${completed}` }).first().waitFor();
  await picture('10-diagram-with-counters');
});

test('shows the collection on the pages of the archiver', async () => {
  await plugin('Archiver');
  await card('Last collection').getByText('Control total: holds').waitFor();
  await picture('11-today-collected');
  await archiverTab('Days');
  await page.getByRole('table', { name: 'Days' }).getByRole('link').first().click();
  await card('Does it add up?').waitFor();
  await picture('12-report');
});

test('tells why an item is parked', async () => {
  await archiverTab('Dead letters');
  const item = page.getByRole('table', { name: 'Open dead letters' }).getByRole('link').first();
  const id = await item.innerText();
  await picture('13-dead-letters');
  await item.click();
  await page.getByRole('heading', { name: `Item ${id}` }).waitFor();
  await page.locator('.wa-banner').getByText('What to do').first().waitFor();
  await picture('14-item');
});

test('checks a mapping file', async () => {
  await archiverTab('Mapping');
  await card('In force').getByText('mapped').waitFor();
  const file = { name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from('not,a,mapping\n1,2,3\n') };
  await page.getByLabel('Mapping file to check').setInputFiles(file);
  await page.getByText('new.csv would be refused as a whole').waitFor();
  await picture('15-mapping');
});

test('leads from a step of the flow to the diagram of its route', async () => {
  await archiverTab('Flow');
  await page.locator('.wa-step').nth(9).waitFor();
  await picture('16-flow');
  const step = page.locator('.wa-step .wa-link').first();
  const route = (await step.getAttribute('title')).replace('Diagram of the route ', '');
  await step.click();
  await page.locator('.react-flow__node').nth(1).waitFor();
  await page.getByRole('heading', { name: route, exact: true }).waitFor();
  await picture('17-flow-diagram');
});

test('is refused nothing that it asks for by itself, asks nobody else, and leaves no error in the console of the browser', () => {
  assert.deepEqual([...new Set(seen.refused)], []);
  assert.deepEqual(elsewhere(seen.requests), []);
  assert.deepEqual([...new Set(seen.errors)], []);
});
