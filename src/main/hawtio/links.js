// The addresses of the pages.
import { router } from './shared.js';

export const PATH = '/archiver';

/** The parameter with which Hawtio names a remote connection; every link keeps it. */
const CONNECTION = 'con';

/** The parameter with the connector, where a process has several; every link keeps it. */
export const CONNECTOR = 'connector';

/** The connector in the parameters of an address, or undefined. */
export const connectorOf = search => /^[a-z0-9-]+$/.exec(new URLSearchParams(search).get(CONNECTOR) ?? '')?.[0];

/** A function that makes addresses: of a page below ours, with parameters. */
export function useAddress() {
  const { search } = router.useLocation();
  const connection = new URLSearchParams(search).get(CONNECTION);
  return (page, parameters = {}) => {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
    if (connection) {
      query.set(CONNECTION, connection);
    }
    const connector = connectorOf(search);
    if (connector) {
      query.set(CONNECTOR, connector);
    }
    return { pathname: page ? `${PATH}/${page}` : PATH, search: query.size > 0 ? `?${query}` : '' };
  };
}

/** The value of a parameter of the present address, or an empty text. */
export function useParameter(name) {
  return new URLSearchParams(router.useLocation().search).get(name) ?? '';
}
