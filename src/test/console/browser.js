// The browser of the tests of the console: what it asks for, what it is refused, and what it complains of.
import { chromium } from 'playwright-core';

const { BROWSER, CONSOLE_URL, CONSOLE_USER, PICTURES } = process.env;

/** Where the tests may see errors of Hawtio itself: before a login it asks who the user is, and is refused. */
const OF_HAWTIO = [/\[hawtio-/, /status of 403/];

/** A browser with one page, its requests, the errors in its console, and what Jolokia refused. */
export async function open(options = {}) {
  const browser = await chromium.launch({
    executablePath: BROWSER,
    // every name but this machine's own leads nowhere; no sandbox of its own, which root may not have
    args: ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1', '--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: { width: 1600, height: 1000 }, ...options });
  const seen = { browser, page, requests: [], errors: [], refused: [] };
  page.on('request', request => seen.requests.push(request.url()));
  page.on('response', response => note(response, seen.refused));
  page.on('pageerror', error => seen.errors.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && !OF_HAWTIO.some(pattern => pattern.test(message.text()))) {
      seen.errors.push(message.text());
    }
  });
  return seen;
}

/** An archiver has no such MBean; Hawtio asks for it once. */
const isQuestion = answer => answer.status === 404 && answer.request?.path?.endsWith('name=RBACRegistry');

/** Notes what the console asked for and was refused. */
async function note(response, refused) {
  if (response.url().includes('/jolokia') && response.status() === 200) {
    const answers = [].concat(await response.json().catch(() => []));
    refused.push(...answers.filter(answer => answer.status !== 200 && !isQuestion(answer)).map(answer => answer.error));
  }
}

export async function logIn(page, password) {
  await page.getByRole('textbox', { name: 'Username' }).fill(CONSOLE_USER);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

export const picture = (page, name) => page.screenshot({ path: `${PICTURES}/${name}.png` });

/** Requests to other places than the console. */
export const elsewhere = requests =>
  requests.filter(url => !url.startsWith(new URL(CONSOLE_URL).origin) && !/^(data|blob):/.test(url));
