// Hawtio's own pages for this archiver: each tab without an error, nothing that the policy refuses, routes in the order of the way.
// Started by ConsoleInBrowserIT, before anything is collected.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const { BROWSER, CONSOLE_URL, CONSOLE_USER, CONSOLE_PASSWORD, PICTURES } = process.env;
/** The test runs in target/console/test. */
const PROJECT = new URL('../../../', import.meta.url);
const PATIENCE = 60_000;
/** Time in which a tab loads its data. */
const A_MOMENT = 400;

let browser;
let page;
let loggedIn = false;
const problems = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', '--no-sandbox'],
  });
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  page.setDefaultTimeout(PATIENCE);
  page.on('pageerror', error => problems.push(`${error}`));
  page.on('console', message => loggedIn && message.type() === 'error' && problems.push(message.text()));
  page.on('response', noteRefusals);
});

after(() => browser.close());

async function noteRefusals(response) {
  if (response.url().includes('/jolokia') && response.status() === 200) {
    const answers = [].concat(await response.json().catch(() => []));
    problems.push(...answers.filter(answer => answer.status === 403).map(answer => answer.error));
  }
}

const plugin = name =>
  page.getByRole('navigation', { name: 'Global' }).getByRole('link', { name, exact: true }).click();
const node = name => page.getByRole('tree').getByRole('button', { name, exact: true }).first();
const tabs = () => page.locator('nav.pf-m-tertiary, nav[aria-label$=" Nav"]').getByRole('link').allInnerTexts();

/** Opens a node and each of its tabs; returns the tabs. */
async function open(name) {
  await node(name).click();
  await page.getByRole('main').getByRole('heading', { name }).first().waitFor();
  await page.waitForTimeout(A_MOMENT);
  const all = await tabs();
  for (const tab of all) {
    await page.getByRole('link', { name: tab, exact: true }).first().click();
    await page.waitForTimeout(A_MOMENT);
  }
  return all;
}

async function find(name) {
  await page.getByRole('searchbox').first().fill(name);
  return open(name);
}

test('has the name of the product, and no page that cannot work', async () => {
  await page.goto(CONSOLE_URL);
  await page.getByRole('textbox', { name: 'Username' }).fill(CONSOLE_USER);
  assert.equal(await page.title(), 'WeChat Archiver');
  await page.getByRole('textbox', { name: 'Password' }).fill(CONSOLE_PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation', { name: 'Global' }).getByRole('link', { name: 'Camel' }).waitFor();
  await page.waitForLoadState('networkidle');
  loggedIn = true;
  const menu = await page.getByRole('navigation', { name: 'Global' }).getByRole('link').allInnerTexts();
  assert.deepEqual(menu.filter(entry => ['Runtime', 'Quartz', 'Connect'].includes(entry)), []);
});

test('has only tabs that can work', async () => {
  await plugin('Camel');
  assert.deepEqual(await open('wechat-archiver'), ['Attributes', 'Operations', 'Chart']);
  assert.ok(await page.getByRole('button', { name: 'Suspend' }).isDisabled());
  assert.deepEqual(await open('routes'), ['Routes', 'Route Diagram']);
  await page.screenshot({ path: `${PICTURES}/hawtio-1-routes.png` });
  await open('endpoints');
  assert.deepEqual(await find('import-item'), ['Attributes', 'Operations', 'Route Diagram', 'Properties', 'Chart']);
  await page.screenshot({ path: `${PICTURES}/hawtio-2-route.png` });
});

test('lists the routes in the order in which an item passes them', async () => {
  await page.getByRole('searchbox').first().fill('');
  const names = (await page.getByRole('tree').innerText()).split('\n');
  const way = ['schedule-collections', 'run-collection', 'collect-item', 'list-items', 'stage-original', 'import-work', 'import-item',
    'map-users', 'park-item', 'sweep-items', 'report'];
  const places = way.map(route => names.indexOf(route));
  assert.ok(places.every((place, i) => place > (places[i - 1] ?? -1)), `${way} are at ${places}`);
});

test('knows the place of each file of routes', async () => {
  const script = await readFile(new URL('src/console/web/static/pages/pages.js', PROJECT), 'utf8');
  const files = (await readdir(new URL('routes', PROJECT))).filter(file => file.endsWith('.camel.yaml')).map(file => file.replace('.camel.yaml', ''));
  assert.deepEqual(files.filter(file => !script.includes(`'${file}'`)), []);
});

test('shows the beans of the archiver', async () => {
  await plugin('JMX');
  for (const bean of ['Collector', 'Items', 'WorkQueue', 'UserMapping', 'DeadLetters']) {
    assert.deepEqual(await find(bean), ['Attributes', 'Operations', 'Chart']);
  }
});

test('has no error and is refused nothing on any of these pages', () => {
  assert.deepEqual([...new Set(problems)], []);
});

test('ends the session with the logout', async () => {
  const session = await page.context().cookies();
  await page.getByRole('button', { name: CONSOLE_USER }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await page.getByRole('textbox', { name: 'Password' }).waitFor();
  await page.context().addCookies(session);
  const answer = await page.request.post(`${CONSOLE_URL}/jolokia`, { data: { type: 'version' } });
  assert.equal(answer.status(), 403);
});
