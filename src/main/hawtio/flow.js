// Flow: the way of an item as one picture. A step leads to Hawtio's own diagram of its route.
import { React, h } from './shared.js';
import { askJson, read } from './jolokia.js';
import { useRouteDiagram } from './diagram.js';
import { Mark } from './marks.js';
import { Loaded } from './parts.js';
import { usePolled } from './polling.js';
import { milliseconds, number } from './text.js';

const EVERY = 2000;
/** In the order in which they are drawn. */
const LANES = [['collect', 'Collect'], ['import', 'Import'], ['side', 'Beside'], ['evidence', 'Evidence']];
const HEAD = { id: 'wa-head', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' };
/** Narrower, the steps are a list, and each names the next ones. */
const WIDE = 900;

export function Flow() {
  const source = usePolled(() => askJson(read('Flow', 'Json')), EVERY);
  return h('div', { className: 'wa-page' },
    h(Loaded, { source }, flow => [
      h('p', { key: 'about', className: 'wa-quiet' },
        `The way of an item through the process ${flow.process ?? ''}, since its start. A step leads to Hawtio's diagram of its route.`),
      h(Picture, { key: 'picture', steps: flow.steps ?? [] }),
    ]));
}

function Picture({ steps }) {
  const [arrows, setArrows] = React.useState({ paths: [] });
  const picture = React.useRef();
  const shape = steps.map(step => `${step.id}>${step.next}`).join();
  React.useLayoutEffect(() => {
    const draw = () => setArrows(arrowsOf(picture.current, steps));
    const observer = new ResizeObserver(draw);
    observer.observe(picture.current);
    draw();
    return () => observer.disconnect();
  }, [shape]);
  const columns = Math.max(...LANES.map(([lane]) => steps.filter(step => step.lane === lane).length));
  return h('div', { className: 'wa-flow', ref: picture, style: { '--wa-columns': columns } },
    h('svg', { className: 'wa-arrows', 'aria-hidden': true, width: arrows.width, height: arrows.height },
      h('defs', null, h('marker', HEAD, h('path', { d: 'M0 0 8 4 0 8Z' }))),
      arrows.paths.map(({ id, d }) => h('path', { key: id, d, className: 'wa-arrow', markerEnd: 'url(#wa-head)' }))),
    LANES.map(([lane, title]) => h('section', { key: lane, className: `wa-lane wa-lane-${lane}`, 'aria-label': title },
      h('h2', null, title),
      h('ol', null, steps.filter(step => step.lane === lane).map(step => h('li', { key: step.id }, h(Step, { step, steps })))))));
}

/** Forward ways have arrows within a lane and from the collection to the import. Other ways are written in the step. */
function isDrawn(step, id, steps) {
  const to = steps.findIndex(each => each.id === id);
  const next = steps[to];
  const isForward = to > steps.indexOf(step);
  return isForward && (next.lane === step.lane || (step.lane === 'collect' && next.lane === 'import'));
}

function Step({ step, steps }) {
  const open = useRouteDiagram();
  const level = step.failed > 0 ? 'warn' : step.inFlight > 0 ? 'busy' : undefined;
  const next = steps.filter(each => step.next?.includes(each.id));
  const drawn = next.filter(each => isDrawn(step, each.id, steps));
  const others = next.filter(each => !drawn.includes(each));
  return h('div', { className: `wa-step ${level ? `wa-edge-${level}` : ''}`, 'data-step': step.id },
    h('h3', null, level && h(Mark, { level }), step.route ? h(DiagramLink, { step, open }) : step.title),
    h('p', { className: 'wa-quiet' }, step.text),
    h('dl', null,
      h(Figure, { title: 'in flight', value: number(step.inFlight) }),
      h(Figure, { title: 'done', value: number(step.done) }),
      h(Figure, { title: 'failed', value: number(step.failed), isBad: step.failed > 0 }),
      h(Figure, { title: 'mean', value: milliseconds(step.meanMillis) }),
      h(Figure, { title: 'last', value: milliseconds(step.lastMillis) })),
    step.note && h('p', { className: 'wa-note-text' }, step.note),
    drawn.length > 0 && h('p', { className: 'wa-next' }, `Next: ${titles(drawn)}`),
    others.length > 0 && h('p', { className: 'wa-quiet' }, `→ ${titles(others)}`));
}

const titles = steps => steps.map(step => step.title).join(', ');

const DiagramLink = ({ step, open }) => h('button', {
  type: 'button', className: 'wa-link', title: `Diagram of the route ${step.route}`, onClick: () => open(step),
}, step.title);

const Figure = ({ title, value, isBad }) =>
  h('div', { className: isBad ? 'wa-is-bad' : undefined }, h('dt', null, title), h('dd', null, value));

/** The arrows between the boxes, where they stand now. */
function arrowsOf(picture, steps) {
  const room = picture.getBoundingClientRect();
  if (room.width < WIDE) {
    return { paths: [] };
  }
  const boxes = new Map([...picture.querySelectorAll('[data-step]')].map(element => {
    const box = element.getBoundingClientRect();
    return [element.dataset.step, { left: box.left - room.left, top: box.top - room.top, width: box.width, height: box.height }];
  }));
  const paths = steps.flatMap(step => (step.next ?? [])
    .filter(id => isDrawn(step, id, steps) && boxes.has(step.id) && boxes.has(id))
    .map(id => ({ id: `${step.id}>${id}`, ...arrow(boxes.get(step.id), boxes.get(id)) })));
  return { width: room.width, height: room.height, paths };
}

/** Straight to the next box of the row, above the boxes to a later one, and down to the next row on two bends. */
function arrow(from, to) {
  const x1 = from.left + from.width / 2;
  const x2 = to.left + to.width / 2;
  if (Math.abs(from.top - to.top) < 10) {
    const steps = Math.round((to.left - from.left) / (from.width + 20));
    return { d: steps < 2
      ? `M${from.left + from.width} ${from.top + 20}H${to.left - 1}`
      : `M${x1 + 12} ${from.top}V${from.top - 6 - 2 * steps}H${x2 - 12}V${to.top - 1}` };
  }
  const y1 = from.top + from.height;
  const bend = y1 + (to.top - y1) / 3;
  return { d: `M${x1} ${y1}V${bend}H${x2}V${to.top - 1}` };
}
