// Requests to the archiver's MBeans, through Hawtio's own connection: its login, its protection against other sites, its proxy.
import { hawtio } from './shared.js';
import { connectorOf } from './links.js';

const DOMAIN = 'org.opencompliance.archiver';

/** Why there is no answer. The kinds are explained in faults.js. */
export class Fault extends Error {
  constructor(kind, message = kind) {
    super(message);
    this.kind = kind;
  }
}

export const read = (type, attribute) => ({ type: 'read', mbean: nameOf(type), attribute });

export const call = (type, operation, ...values) => ({ type: 'exec', mbean: nameOf(type), operation, arguments: values });

/** An MBean of the connector in the address; a process with one connector has none in its names. */
function nameOf(type) {
  const connector = connectorOf(location.search);
  return `${DOMAIN}:type=${type}${connector ? `,connector=${connector}` : ''}`;
}

/** The connectors of the process, by name; none when it has one. */
export async function connectors() {
  const [names] = await send([{ type: 'search', mbean: `${DOMAIN}:type=Today,*` }]);
  return (Array.isArray(names) ? names : []).map(name => /[:,]connector=([^,]+)/.exec(name)?.[1]).filter(Boolean).sort();
}

/**
 * Sends all requests at once.
 *
 * @returns a promise of their values in the same order; a Fault in the place of each that has none
 */
export async function askAll(...requests) {
  const answers = await send(requests);
  const isMissing = answer => answer instanceof Fault && answer.kind === 'missing';
  if (!answers.some(isMissing)) {
    return answers;
  }
  const kind = await isNoArchiver() ? 'no-archiver' : 'earlier-version';
  return answers.map(answer => isMissing(answer) ? new Fault(kind) : answer);
}

/** Sends one request; throws its Fault. */
export async function ask(request) {
  const [answer] = await askAll(request);
  if (answer instanceof Fault) {
    throw answer;
  }
  return answer;
}

/** The same, for an MBean that answers with JSON. */
export const askJson = async request => parsed(await ask(request));

/** What an MBean answered as JSON; a Fault stays one. */
export function parsed(answer) {
  if (answer instanceof Fault) {
    return answer;
  }
  try {
    const value = JSON.parse(answer);
    return value !== null && typeof value === 'object' ? value : new Fault('earlier-version');
  } catch {
    return new Fault('earlier-version');
  }
}

async function isNoArchiver() {
  const [names] = await send([{ type: 'search', mbean: `${DOMAIN}:*` }]);
  return Array.isArray(names) && names.length === 0;
}

async function send(requests) {
  const jolokia = await connection();
  return new Promise((resolve, reject) => {
    const answers = new Array(requests.length);
    let open = requests.length;
    const take = (answer, index) => {
      answers[index] = answer;
      open -= 1;
      if (open === 0) {
        resolve(answers);
      }
    };
    jolokia.request(requests, {
      method: 'post',
      // a text is the page of a login or of a proxy
      success: (response, index) => typeof response === 'string' ? reject(unanswered()) : take(response.value, index),
      error: (response, index) => take(faultOf(response), index),
      fetchError: response => reject(unanswered(response)),
    });
  });
}

async function connection() {
  const jolokia = await hawtio.jolokiaService.getJolokia().catch(() => undefined);
  // Hawtio's stand-in where it is connected to nothing
  if (!jolokia || jolokia.CLIENT_VERSION === 'DUMMY') {
    throw new Fault('not-connected');
  }
  return jolokia;
}

function faultOf({ status, error = '', error_type: type = '' }) {
  if (status === 404 || /(InstanceNotFound|AttributeNotFound)/.test(type + error) || /No operation .* found/.test(error)) {
    return new Fault('missing');
  }
  return status === 403 ? new Fault('forbidden') : new Fault('refused', error.replace(/^[\w.]+(Exception|Error) : /, ''));
}

function unanswered(response) {
  const status = response?.status;
  if (status === 401 || status === 403) {
    return new Fault('logged-out');
  }
  return new Fault(status === 413 ? 'too-large' : 'unreachable');
}
