// Keeps the data of the visible page up to date.
import { React } from './shared.js';
import { Fault } from './jolokia.js';

/**
 * Loads data now, and again after each period, while the page and the browser's tab are visible.
 *
 * @param load returns a promise of the data
 * @param every the period in milliseconds; 0 = only once
 * @param subject another subject starts anew, without the old data
 * @returns the last data, and the fault of the last attempt if it failed
 */
export function usePolled(load, every, subject = '') {
  const [state, setState] = React.useState({});
  const latest = React.useRef(load);
  const again = React.useRef(() => {});
  latest.current = load;

  React.useEffect(() => {
    let ended = false;
    let timer;
    const run = async () => {
      clearTimeout(timer);
      if (!document.hidden) {
        const next = await attempt(latest.current);
        if (ended) {
          return;
        }
        setState(before => next.fault ? { ...before, fault: next.fault } : next);
      }
      timer = every > 0 && !ended ? setTimeout(run, every) : undefined;
    };
    const onVisible = () => document.hidden ? undefined : run();
    again.current = run;
    setState({});
    run();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [every, subject]);

  return { ...state, reload: () => again.current() };
}

async function attempt(load) {
  try {
    const data = await load();
    return data instanceof Fault ? { fault: data } : { data };
  } catch (fault) {
    return { fault: fault instanceof Fault ? fault : new Fault('refused', String(fault?.message ?? fault)) };
  }
}
