// Actions: one question before, one request, and its outcome in the same place.
import { React, h } from './shared.js';
import { Fault, ask, askJson, call } from './jolokia.js';
import { faultText } from './faults.js';
import { Mark } from './marks.js';
import { Button } from './parts.js';
import { capital, readable } from './text.js';

const LEFT = /^Asked for as ([^;\s]+);/;
const EVERY = 1000;
/** A request that no process knows after so many questions is lost. */
const PATIENCE = 20;

const OUTCOMES = {
  done: { level: 'ok', word: 'Done' },
  parked: { level: 'warn', word: 'Done, but items are parked' },
  pending: { level: 'busy', word: 'Done; items are not imported yet' },
  failed: { level: 'bad', word: 'Failed' },
};
const STATES = {
  waiting: { level: 'busy', word: 'Asked; an archiver begins within seconds' },
  running: { level: 'busy', word: 'Under way' },
  unknown: { level: 'none', word: 'No answer yet' },
};

/**
 * An action of a page. `propose` opens the question; `view` is the question and, later, the outcome.
 *
 * @param onEnd called when the request has ended
 */
export function useAction(onEnd) {
  const [proposal, setProposal] = React.useState();
  const [outcome, setOutcome] = React.useState();
  const alive = useAlive();

  const execute = async text => {
    setProposal(undefined);
    await follow(proposal, text, shown => alive.current && setOutcome({ title: proposal.title, ...shown }));
    if (alive.current) {
      onEnd?.();
    }
  };
  const view = h('div', { className: 'wa-action' },
    proposal && h(Question, { ...proposal, onYes: execute, onNo: () => setProposal(undefined) }),
    h('div', { role: 'status', 'aria-live': 'polite' },
      outcome && h(Outcome, { ...outcome, onClose: () => setOutcome(undefined) })));
  return { propose: setProposal, view, isBusy: outcome?.level === 'busy' && !outcome.ended };
}

function useAlive() {
  const alive = React.useRef(true);
  React.useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return alive;
}

async function follow(proposal, text, show) {
  show({ level: 'busy', word: 'Sent' });
  try {
    const said = String(await ask(proposal.request(text)));
    const id = LEFT.exec(said)?.[1];
    if (id) {
      await awaitAnswer(id, show);
    } else {
      show({ level: 'ok', word: 'Done', text: said, ended: true });
    }
  } catch (fault) {
    show({ level: 'bad', word: 'Not done', text: fault instanceof Fault ? faultText(fault) : String(fault), ended: true });
  }
}

/** The request is left by now: a question without an answer is no failure of it. */
async function awaitAnswer(id, show) {
  for (let unanswered = 0; unanswered < PATIENCE;) {
    const answer = await askJson(call('Requests', 'answer', id)).catch(() => ({ state: 'unknown' }));
    if (answer.state === 'ended') {
      show({ ...OUTCOMES[answer.outcome] ?? OUTCOMES.done, text: answer.text, ended: true });
      return;
    }
    show({ ...STATES[answer.state] ?? STATES.unknown, text: answer.text });
    unanswered = STATES[answer.state] && answer.state !== 'unknown' ? 0 : unanswered + 1;
    await new Promise(resolve => setTimeout(resolve, EVERY));
  }
  const text = `The request ${id} is left, and no process answers for it. Check that an archiver runs.`;
  show({ level: 'bad', word: 'No answer', text, ended: true });
}

const Outcome = ({ title, level, word, text, ended, onClose }) =>
  h('div', { className: `wa-note wa-edge-${level}` },
    h(Mark, { level }),
    h('div', { className: 'wa-grow' }, h('strong', null, `${title}: ${word}.`), text && ` ${capital(readable(text))}`),
    ended && h(Button, { kind: 'link', onClick: onClose }, 'Close'));

/** The browser's own dialog: it keeps the focus, and Escape closes it. */
function Question({ title, text, yes, danger, why, onYes, onNo }) {
  const dialog = React.useRef();
  const id = React.useId();
  const [reason, setReason] = React.useState('');
  const isReady = !why || reason.trim() !== '';
  React.useLayoutEffect(() => {
    const shown = dialog.current;
    shown.showModal();
    return () => shown.close();
  }, []);
  const onSubmit = event => {
    event.preventDefault();
    if (isReady) {
      onYes(reason.trim());
    }
  };
  return h('dialog', { ref: dialog, className: 'wa-dialog', 'aria-labelledby': id, 'aria-describedby': `${id}text`, onClose: onNo },
    h('form', { onSubmit },
      h('h2', { id }, title),
      h('p', { id: `${id}text` }, text),
      why && h('label', null, why, h('textarea', {
        className: 'wa-field', rows: 3, required: true, maxLength: 500, autoFocus: true,
        value: reason, onChange: event => setReason(event.target.value),
      })),
      h('div', { className: 'wa-buttons' },
        h(Button, { kind: danger ? 'danger' : 'primary', type: 'submit', disabled: !isReady }, yes),
        h(Button, { kind: 'link', onClick: onNo }, 'Cancel'))));
}
