// The pages of the archiver in a real browser, with the answers of files. Started by PluginInBrowserIT, which says where everything is.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { elsewhere, logIn, open, picture } from './browser.js';

const { CONSOLE_URL, CONSOLE_PASSWORD, SCENARIO } = process.env;
const TABS = ['Today', 'Days', 'Dead letters', 'Item', 'Flow', 'Mapping'];
const WIDE = { width: 1400, height: 1000 };
const AXE = new URL('./node_modules/axe-core/axe.min.js', import.meta.url);

let seen;
let page;
let axe;
let clicks = 0;

before(async () => {
  axe = await readFile(AXE, 'utf8');
  await play('good');
  seen = await open({ viewport: WIDE, timezoneId: 'Europe/Berlin' });
  page = seen.page;
  page.setDefaultTimeout(15_000);
});

after(() => seen.browser.close());

/** The archiver answers from the file of that name from now on. */
const play = scenario => writeFile(SCENARIO, scenario);

const main = () => page.locator('.wa');
const headline = () => page.locator('.wa-banner .wa-headline').first();
const card = title => page.getByRole('region', { name: title });
const row = text => page.getByRole('row').filter({ hasText: text });
const button = name => page.getByRole('button', { name });

async function click(locator) {
  clicks += 1;
  await locator.click();
}

/** A tab of the pages. */
const tab = name => click(page.getByRole('navigation', { name: 'Archiver' }).getByRole('link', { name, exact: true }));

/** To an address of the application, without loading it again. */
const go = path => page.evaluate(to => {
  history.pushState(null, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
}, new URL(CONSOLE_URL).pathname + path);

const PAGES = {
  today: ['/archiver', () => headline()],
  days: ['/archiver/days', () => page.getByRole('table', { name: 'Days' }).or(page.getByText('Nothing was collected'))],
  report: ['/archiver/days/2026-11-28', () => card('Does it add up?')],
  'dead-letters': ['/archiver/dead-letters', () => page.getByRole('table', { name: 'Open dead letters' }).or(page.getByText('None is open.'))],
  item: ['/archiver/item?id=wx-4711', () => page.getByRole('heading', { name: 'Item wx-4711' }).or(page.locator('.wa-note'))],
  flow: ['/archiver/flow', () => page.locator('.wa-step').first()],
  mapping: ['/archiver/mapping', () => card('In force')],
};

/** Serious faults for users of a keyboard, a screen reader or poor sight. */
async function faults() {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run('.wa', { resultTypes: ['violations'] });
    return violations.filter(each => ['serious', 'critical'].includes(each.impact))
      .map(each => `${each.id}: ${each.nodes.map(node => node.target.join(' ')).slice(0, 3)} ${each.nodes[0].failureSummary}`);
  });
}

/** How far the page is wider than the window. */
const overflow = () => page.evaluate(() => {
  const body = document.querySelector('.wa');
  return Math.max(0, body.scrollWidth - body.clientWidth - 1);
});

async function each(name, titles = Object.keys(PAGES)) {
  for (const title of titles) {
    const [path, ready] = PAGES[title];
    await go(path);
    await ready().first().waitFor();
    await picture(page, `pages-${name}-${title}`);
    assert.deepEqual(await faults(), [], `${name}: ${title}`);
    assert.equal(await overflow(), 0, `${name}: ${title} is wider than the window`);
  }
}

test('opens after the login, first in the menu, with one sentence about the night', async () => {
  await page.goto(CONSOLE_URL);
  await logIn(page, CONSOLE_PASSWORD);
  await headline().waitFor();
  assert.match(await headline().innerText(), /^Last night was complete; 3 dead letters need an operator$/);
  assert.equal(new URL(page.url()).pathname, `${new URL(CONSOLE_URL).pathname}/archiver`);
  const menu = page.getByRole('navigation', { name: 'Global' }).getByRole('link');
  assert.equal(await menu.first().innerText(), 'Archiver');
  assert.equal(clicks, 0);
});

test('opens when the console is loaded again', async () => {
  await page.goto(CONSOLE_URL);
  await headline().waitFor();
  await page.goto(`${CONSOLE_URL}/archiver/days/2026-11-28`);
  await page.getByRole('heading', { name: /Report of 28 Nov 2026/ }).waitFor();
});

test('shows each page of a good day', () => each('good'));

test('shows pages in dark colours', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await each('dark', ['today', 'dead-letters', 'item', 'flow']);
  await page.emulateMedia({ colorScheme: 'light' });
});

test('shows each page of a bad day on a screen of 400 pixels', async () => {
  await play('bad');
  await page.setViewportSize({ width: 400, height: 900 });
  await page.reload();
  await each('narrow');
});

test('shows pages of a bad day at 200 percent', async () => {
  await page.setViewportSize({ width: WIDE.width / 2, height: WIDE.height / 2 });
  await each('zoomed', ['today', 'report', 'dead-letters']);
  await page.setViewportSize(WIDE);
});

test('shows pages of a bad day, the worst first', async () => {
  await each('bad', ['dead-letters', 'mapping', 'report', 'flow']);
  await page.locator('.wa-step').getByText('1 mailbox throttled').waitFor();
  await tab('Today');
  await headline().waitFor();
  assert.match(await headline().innerText(), /The last collection was not complete: the source answered 503/);
  assert.match(await page.locator('.wa-todo').first().innerText(), /tries again by itself\. Since 29 Nov/);
  assert.match(await page.locator('.wa-others').innerText(), /^\s*40 dead letters need an operator/);
  assert.match(await card('Last collection').innerText(), /Control total: does not hold[\s\S]*Content hashes: not attested by the source/);
  await picture(page, 'pages-bad-today');
  assert.deepEqual(await faults(), []);
});

test('shows pages of an archiver without items', async () => {
  await play('empty');
  await each('empty', ['days', 'dead-letters', 'mapping']);
  await tab('Today');
  await page.getByText('No collection has ended yet').waitFor();
});

test('names each day of the strip, and leads to its report by the keyboard', async () => {
  await play('good');
  const last = page.getByRole('link', { name: '28 Nov 2026: complete, 778 items' });
  await last.waitFor();
  await page.getByRole('link', { name: /29 Nov 2026: no report yet/ }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Report of 28 Nov 2026/ }).waitFor();
  await card('Does it add up?').getByText('Control total: holds').waitFor();
});

test('says why an item is in no mailbox, after one click', async () => {
  await tab('Today');
  clicks = 0;
  await click(page.getByRole('searchbox', { name: 'Item id' }));
  await page.keyboard.type('wx-4711');
  await page.keyboard.press('Enter');
  await page.getByText('Not imported: 1 dead letter waits for an operator').waitFor();
  assert.match(await page.locator('.wa-banner').innerText(), /unmapped: No participant has a mailbox[\s\S]*What to do \(owner of the mapping file\)/);
  assert.equal(clicks, 1);
  await go('/archiver/item?id=%3Cimg%20src=x%3E');
  await page.getByText('The ledger has no item <img src=x>').waitFor();
});

test('replays all of a reason in three clicks, and shows the outcome in the same place', async () => {
  await tab('Today');
  clicks = 0;
  await card('Waiting').getByText('3 originals not copied to the second place').waitFor();
  await click(card('Waiting').getByRole('link', { name: 'unmapped' }));
  await click(button('Replay 3').first());
  const dialog = page.getByRole('dialog', { name: 'Replay unmapped' });
  assert.match(await dialog.innerText(), /tries 3 dead letters with the reason unmapped again/);
  await picture(page, 'pages-question');
  assert.deepEqual(await faults(), []);
  await click(dialog.getByRole('button', { name: 'Replay 3' }));
  await page.getByText('Replay unmapped: Under way.').waitFor();
  await page.getByText('Replay unmapped: Done. 3 dead letters: all of them are imported').waitFor();
  await page.getByText('No dead letter is open.').waitFor();
  assert.equal(clicks, 3);
  await picture(page, 'pages-outcome');
});

test('discards what is selected only with a reason, by the keyboard alone', async () => {
  await play('bad');
  await go('/archiver/dead-letters?reason=mailbox-unavailable');
  await page.getByRole('checkbox', { name: 'Select wx-4750' }).focus();
  await page.keyboard.press('Space');
  await button('Discard selected (1)').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Discard selected' });
  assert.equal(await dialog.getByRole('button', { name: 'Discard 1' }).isDisabled(), true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await button('Discard selected (1)').press('Enter');
  await page.keyboard.type('The mailbox is closed for good');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/Discard selected: Done/).waitFor();
  await row('wx-4750').waitFor({ state: 'detached' });
  assert.equal(await row('wx-4751').count(), 1);
});

test('replays what is selected', async () => {
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await button('Replay selected (3)').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay 3' }).click();
  await page.getByText(/Replay selected: Done/).waitFor();
  await card('Open with the reason mailbox-unavailable').getByText('None is open.').waitFor();
});

test('pauses and resumes, with the user in the answer', async () => {
  await play('good');
  await tab('Today');
  await button('Pause').click();
  await page.getByRole('dialog', { name: 'Pause' }).getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Collecting is paused by demo').waitFor();
  await picture(page, 'pages-paused');
  await button('Resume').click();
  await page.getByRole('dialog', { name: 'Resume' }).getByRole('button', { name: 'Resume' }).click();
  await button('Pause').waitFor();
});

test('collects now', async () => {
  await button('Collect now').click();
  await page.getByRole('dialog', { name: 'Collect now' }).getByRole('button', { name: 'Collect' }).click();
  await page.getByText('Collect now: Done. 41 items collected and imported').waitFor();
});

/** A mapping file that a user chooses. */
const choose = (name, csv) =>
  page.getByLabel('Mapping file to check').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });

test('checks a mapping file, lists its wrong lines, and says how to bring it into force', async () => {
  await tab('Mapping');
  await choose('new.csv', 'wrong\n');
  await page.getByText('new.csv would be refused as a whole: 2 problems to correct').waitFor();
  assert.match(await page.getByRole('table', { name: 'Problems' }).innerText(), /2\s+The number is not in international form/);
  await picture(page, 'pages-mapping-refused');
  await choose('bytes.csv', Uint8Array.of(0xff, 0xfe));
  await page.getByText('The file is not UTF-8').waitFor();
  await choose('new.csv', 'mobile,mailbox\n');
  await page.getByText('new.csv is correct: 413 numbers').waitFor();
  await page.getByText('It would map 30 of 33 open dead letters').waitFor();
  assert.deepEqual(await faults(), []);
  await picture(page, 'pages-mapping-accepted');
  await button('Reload the file').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reload' }).click();
  await page.getByText('This version is in force already.').waitFor();
});

/** The first sentence about a situation. */
const firstSentence = today => page.evaluate(async situation => {
  const { name } = performance.getEntriesByType('resource').find(each => each.name.endsWith('/findings.js'));
  return (await import(name)).findings(situation)[0].text;
}, today);

test('calls a night complete only with a report of it', async () => {
  const at = '2026-11-29T07:30:00Z';
  const holds = { name: 'source', holds: true, verdict: 'HOLDS' };
  const night = equations => ({ complete: true, to: '2026-11-29T02:00:00Z', equations });
  const dayBefore = { ...night([holds]), to: '2026-11-28T02:00:00Z' };
  const collection = { from: '2026-11-28T02:00:00Z', to: '2026-11-29T02:00:00Z' };

  assert.equal(await firstSentence({ at, last: night([holds, { verdict: 'NOT ATTESTED' }]) }), 'Last night was complete');
  assert.match(await firstSentence({ at, last: night([]) }), /not every item is imported/);
  assert.match(await firstSentence({ at, last: night([holds, { verdict: 'UNDECIDED' }]) }), /its result is unknown/);
  assert.match(await firstSentence({ at, last: night([holds, { holds: false }]) }), /do not add up/);
  assert.equal(await firstSentence({ at, last: { ...night([]), complete: false } }), 'The last collection is not complete');
  assert.match(await firstSentence({ at, last: dayBefore }), /^The last collection, up to 28 Nov 2026, was complete$/);
  assert.match(await firstSentence({ at, last: dayBefore, collection }), /complete; the one of 28 Nov, 02:00 to 29 Nov, 02:00 UTC is under way/);
});

const jolokia = '**/jolokia**';

test('leads from a step of the flow to the diagram of its route', async () => {
  await tab('Flow');
  await button('Read').click();
  await page.locator('.react-flow__node').nth(1).waitFor();
  await page.getByRole('heading', { name: 'import-item', exact: true }).waitFor();
  assert.match(page.url(), /\/camel\/routeDiagram$/);
  await picture(page, 'pages-flow-diagram');
  await page.getByRole('navigation', { name: 'Global' }).getByRole('link', { name: 'Archiver' }).click();
});

test('chooses one of several connectors, and every link keeps it', async () => {
  const asked = new Set();
  await page.route(jolokia, async route => {
    const text = route.request().postData() ?? '';
    [...text.matchAll(/,connector=([a-z0-9-]+)/g)].forEach(([, name]) => asked.add(name));
    const response = await route.fetch({ postData: text.replaceAll(/,connector=[a-z0-9-]+/g, '') });
    const body = await response.text();
    await route.fulfill({
      response,
      body: text.includes('type=Today,*')
        ? body.replace('"org.opencompliance.archiver:type=Today"', ['wechat', 'signal']
          .map(name => `"org.opencompliance.archiver:connector=${name},type=Today"`).join())
        : body,
    });
  });
  await page.goto(`${CONSOLE_URL}/archiver`);
  await headline().waitFor();
  const choice = page.getByRole('combobox', { name: 'Connector' });
  assert.equal(await choice.inputValue(), 'signal');
  await tab('Days');
  await PAGES.days[1]().first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get('connector'), 'signal');
  await choice.selectOption('wechat');
  await page.waitForURL(url => url.searchParams.get('connector') === 'wechat');
  await PAGES.days[1]().first().waitFor();
  assert.equal(new URL(page.url()).pathname, `${new URL(CONSOLE_URL).pathname}/archiver/days`);
  assert.deepEqual([...asked], ['signal', 'wechat']);
  assert.deepEqual(await faults(), []);
  await page.unroute(jolokia);
  await page.goto(CONSOLE_URL);
  await headline().waitFor();
});

test('says what to do when there are no data', async () => {
  await play('earlier');
  await go('/archiver/days');
  await page.getByRole('alert').getByText('another version').waitFor();
  await tab('Today');
  await page.getByRole('alert').getByText('another version').waitFor();
  await picture(page, 'pages-earlier-version');
  await page.route(jolokia, route => route.fulfill({ json: noArchiver(route.request().postDataJSON()) }));
  await tab('Flow');
  await page.getByRole('alert').getByText('This process has no archiver').waitFor();
  await page.unroute(jolokia);
  await page.route(jolokia, route => route.fulfill({ status: 502 }));
  await tab('Dead letters');
  await page.getByRole('alert').getByText('The archiver does not answer').waitFor();
  await page.unroute(jolokia);
});

const noArchiver = questions => questions.map(question => question.type === 'search'
  ? { status: 200, value: [] }
  : { status: 404, error_type: 'javax.management.InstanceNotFoundException', error: 'none' });

test('keeps the last data when the archiver stops to answer, and says so', async () => {
  await play('good');
  await tab('Today');
  await headline().getByText('Last night was complete').waitFor();
  await page.route(jolokia, route => route.fulfill({ status: 502 }));
  await page.getByText('Not up to date. The archiver does not answer').waitFor();
  assert.equal(await headline().isVisible(), true);
  await page.unroute(jolokia);
  await page.getByText('Not up to date.').waitFor({ state: 'detached' });
});

const asksFor = type => request => (request.postData() ?? '').includes(`type=${type}`);

/** The requests for an MBean that the page sends within a time. */
async function questions(type, milliseconds) {
  const found = [];
  const listener = request => asksFor(type)(request) && found.push(request);
  page.on('request', listener);
  await page.waitForTimeout(milliseconds);
  page.off('request', listener);
  return found.length;
}

test('asks once each two seconds, and never in a hidden tab', async () => {
  await page.waitForRequest(asksFor('Today'), { timeout: 60_000 });
  const begun = performance.now();
  const asked = await questions('Today', 6_000);
  const seconds = (performance.now() - begun) / 1_000;
  assert.ok(asked >= 1 && asked <= 1 + Math.floor(seconds / 2), `${asked} requests in ${seconds} s`);
  await page.waitForRequest(asksFor('Today'), { timeout: 60_000 });
  await page.evaluate(() => Object.defineProperty(document, 'hidden', { configurable: true, value: true }));
  assert.equal(await questions('Today', 2_200), 0);
  await page.evaluate(() => delete document.hidden);
});

test('has a name and an address for each tab', async () => {
  for (const name of TABS) {
    await tab(name);
    await main().locator('[aria-current=page]').getByText(name, { exact: true }).waitFor();
  }
});

test('asks nobody else, and leaves no error in the console of the browser', () => {
  assert.deepEqual(elsewhere(seen.requests), []);
  const unexpected = seen.errors.filter(text => !/502|\[hawtio-/.test(text));
  assert.deepEqual([...new Set(unexpected)], []);
});
