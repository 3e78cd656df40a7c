// Mapping: the version in force, and the check of a file before it comes into force.
import { React, h } from './shared.js';
import { Fault, askJson, call, read } from './jolokia.js';
import { useAction } from './actions.js';
import { faultText } from './faults.js';
import { Line, Mark } from './marks.js';
import { Button, Card, Facts, Go, Loaded, Table, When } from './parts.js';
import { usePolled } from './polling.js';
import { capital, count, number } from './text.js';

const EVERY = 5000;

export function Mapping() {
  const source = usePolled(() => askJson(read('UserMapping', 'Json')), EVERY);
  const action = useAction(source.reload);
  return h('div', { className: 'wa-page' },
    action.view,
    h(Loaded, { source }, mapping => h('div', { className: 'wa-columns wa-two' },
      h(InForce, { mapping, action }),
      h(Check, { mapping }))));
}

const RELOAD = {
  title: 'Reload the mapping file', yes: 'Reload',
  text: 'The archiver reads its mapping file now. A file with a wrong line is refused as a whole, and the version in force stays.',
  request: () => call('UserMapping', 'reload'),
};

function InForce({ mapping, action }) {
  const { version, rows, acceptedAt, source, waiting, lastRefused } = mapping;
  const isNone = !version || version === 'none';
  const reload = h(Button, { disabled: action.isBusy, onClick: () => action.propose(RELOAD) }, 'Reload the file');
  return h(Card, { title: 'In force', side: reload },
    h(Line, { level: waiting ? 'bad' : isNone ? 'none' : 'ok', strong: true }, waiting
      ? 'Importing waits: a mapping file is required and none was accepted yet'
      : isNone ? 'No custom mapping: only the directory maps participants' : `${count(rows, 'number')} mapped`),
    h(Facts, { rows: [
      ['Version', !isNone && h('code', { className: 'wa-wrap' }, version)],
      ['Accepted', acceptedAt && h(When, { time: acceptedAt })],
      ['File', source && h('code', { className: 'wa-wrap' }, source)],
    ].map(([term, value]) => [term, value || undefined]) }),
    lastRefused && h('div', { className: 'wa-note wa-edge-bad' }, h(Mark, { level: 'bad' }),
      h('span', null, 'The file was refused at ', h(When, { time: lastRefused.at }),
        `: ${count(lastRefused.problems, 'problem')}. Check it here, correct it, and reload.`)));
}

function Check({ mapping }) {
  const [result, setResult] = React.useState();
  const id = React.useId();
  const onChange = async event => {
    const [file] = event.target.files;
    if (file) {
      setResult({ name: file.name, isBusy: true });
      setResult({ name: file.name, ...await check(file) });
    }
  };
  return h(Card, { title: 'Check a file' },
    h('p', { id }, 'The check changes nothing. The file is read in this browser and sent to the archiver only.'),
    h('input', { type: 'file', accept: '.csv,text/csv', 'aria-label': 'Mapping file to check', 'aria-describedby': id, onChange }),
    h('div', { role: 'status', 'aria-live': 'polite' }, result && h(Result, { result, mapping })));
}

async function check(file) {
  try {
    // with its byte order mark, so that the archiver sees the same bytes
    const csv = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
    return { answer: await askJson(call('UserMapping', 'check', csv)) };
  } catch (fault) {
    return { fault: fault instanceof TypeError ? 'The file is not UTF-8. Save it as "CSV UTF-8" and choose it again.' : faultText(fault) };
  }
}

function Result({ result, mapping }) {
  const { name, isBusy, answer } = result;
  if (isBusy) {
    return h('p', null, `Checking ${name} …`);
  }
  const fault = result.fault ?? (answer instanceof Fault ? faultText(answer) : undefined);
  if (fault) {
    return h('div', { className: 'wa-note wa-edge-bad' }, h(Mark, { level: 'bad' }), h('span', null, fault));
  }
  return answer.accepted ? h(Accepted, { name, answer, mapping }) : h(Refused, { name, answer });
}

const LINES = [
  ['Line', each => each.line > 0 ? number(each.line) : 'file', true],
  ['What to correct', each => capital(each.reason)],
];

const Refused = ({ name, answer: { problems = [], warnings = [], omitted } }) => h('div', null,
  h(Line, { level: 'bad', strong: true }, `${name} would be refused as a whole: ${count(problems.length, 'problem')} to correct`),
  h(Table, { label: 'Problems', rows: problems, columns: LINES }),
  h(Omitted, { omitted }),
  h(Warnings, { warnings }));

const Omitted = ({ omitted }) => omitted > 0
  ? h('p', null, `And ${number(omitted)} more, which the command mapping check lists.`) : null;

const Warnings = ({ warnings = [] }) => warnings.length === 0 ? null
  : h('div', null, h('h3', null, count(warnings.length, 'warning')),
    h(Table, { label: 'Warnings', rows: warnings.map(asProblem), columns: LINES }));

const asProblem = warning => typeof warning === 'string' ? { line: 0, reason: warning } : warning;

function Accepted({ name, answer, mapping }) {
  const { rows, version, changes = {}, warnings, omitted, wouldMap, unmapped } = answer;
  const isSame = version !== undefined && version === mapping.version;
  return h('div', null,
    h(Line, { level: 'ok', strong: true }, `${name} is correct: ${count(rows, 'number')}`),
    h('dl', { className: 'wa-counters' }, ['added', 'removed', 'changed', 'unchanged'].map(key =>
      h('div', { key }, h('dt', null, key), h('dd', null, number(changes[key]))))),
    unmapped > 0 && h('p', null, `It would map ${number(wouldMap)} of ${count(unmapped, 'open dead letter')} with the reason unmapped.`),
    h(Warnings, { warnings }),
    h(Omitted, { omitted }),
    isSame ? h('p', null, 'This version is in force already.') : h(Steps, { mapping, wouldMap }));
}

const Steps = ({ mapping, wouldMap }) => h('div', null,
  h('h3', null, 'To bring it into force'),
  h('ol', { className: 'wa-steps' },
    h('li', null, 'Copy it over ',
      mapping.source ? h('code', { className: 'wa-wrap' }, mapping.source) : 'the file of archiver.mapping-file',
      ' on the machine of the archiver.'),
    h('li', null, 'Press "Reload the file", or wait: the archiver looks by itself.'),
    wouldMap > 0 && h('li', null, h(Go, { to: 'dead-letters', with: { reason: 'unmapped' } }, 'Replay the unmapped dead letters'), '.')));
