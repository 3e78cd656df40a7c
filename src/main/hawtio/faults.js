// What the pages say when there are no data, and what to do.
import { React, h } from './shared.js';
import { Mark } from './marks.js';

const FAULTS = {
  'not-connected': ['Hawtio is not connected to a process', 'Open Connect in the menu and choose the agent of an archiver.'],
  'logged-out': ['You are logged out', 'Load this page again and log in.'],
  unreachable: ['The archiver does not answer',
    'Check that its process and its Jolokia agent run. This page tries again by itself.'],
  'no-archiver': ['This process has no archiver, or the archiver is still starting',
    'Wait for "Running" in its log; this page tries again by itself. Otherwise connect to the agent of an archiver.'],
  'earlier-version': ['This archiver is of another version than this page, or has only just started',
    'Update the archiver and the plugin to the same version. The commands of the archiver show the same data meanwhile.'],
  forbidden: ['The policy of the archiver does not allow this page',
    'The archiver is of an earlier version, or was started with another jolokia-access.xml. Start it with the one of this version.'],
  'too-large': ['The connection does not accept a request of this size', 'Use the command of the archiver on its machine instead.'],
  refused: ['The archiver rejects the request', 'Read its log for the cause.'],
};

/** The sentence of a fault, with the message of the archiver where there is one. */
export function faultText(fault) {
  const [title, action] = FAULTS[fault.kind] ?? FAULTS.refused;
  return fault.kind === 'refused' && fault.message ? `${title}: ${fault.message}` : `${title}. ${action}`;
}

/** The whole page is empty: nothing was loaded yet. */
export function NoData({ fault }) {
  if (!fault) {
    return h('p', { className: 'wa-quiet', role: 'status' }, 'Loading …');
  }
  const [title, action] = FAULTS[fault.kind] ?? FAULTS.refused;
  return h('div', { className: 'wa-banner wa-edge-bad', role: 'alert' },
    h(Mark, { level: 'bad', large: true }),
    h('div', null,
      h('h2', { className: 'wa-headline' }, title),
      fault.kind === 'refused' && h('p', null, fault.message),
      h('p', null, action)));
}

/** The data are of an earlier time: the last attempt failed. */
export const Stale = ({ fault }) => fault
  ? h('div', { className: 'wa-note wa-edge-bad', role: 'alert' },
    h(Mark, { level: 'bad' }), h('span', null, 'Not up to date. ', faultText(fault)))
  : null;

/** Keeps an answer that the page does not understand from taking all of Hawtio with it. */
export class Guarded extends React.Component {
  constructor(props) {
    super(props);
    this.state = {};
  }

  static getDerivedStateFromError() {
    return { fault: { kind: 'earlier-version' } };
  }

  render() {
    return this.state.fault ? h(NoData, this.state) : this.props.children;
  }
}
