// The way to Hawtio's own diagram of a route. Its address does not say which route: the node selected in the tree does.
import { React, hawtio, router } from './shared.js';

const CAMEL = '/camel';
/** The first tab of a route; Hawtio goes there by itself once the tree is loaded and the node is found in it. */
const LOADED = `${CAMEL}/attributes`;
const DIAGRAM = `${CAMEL}/routeDiagram`;
const PATIENCE_MS = 10_000;

/** A function that opens the diagram of a step's route, or Hawtio's Camel page where the route cannot be selected. */
export function useRouteDiagram() {
  const navigate = router.useNavigate();
  const { search } = router.useLocation();
  const { setSelectedNode } = React.useContext(hawtio.PluginNodeSelectionContext);
  return async step => {
    const node = await nodeOf(step);
    if (node) {
      setSelectedNode(node);
    }
    navigate({ pathname: CAMEL, search });
    if (node && await isLoaded()) {
      navigate({ pathname: DIAGRAM, search }, { replace: true });
    }
  };
}

async function nodeOf({ route, context }) {
  const tree = await hawtio.workspace.getTree();
  const names = context ? [context, '*'] : ['*'];
  for (const name of names) {
    const found = tree.findMBeans('org.apache.camel', { type: 'routes', name: `"${route}"`, ...name === '*' ? {} : { context: name } });
    if (found.length > 0) {
      return found[0];
    }
  }
  return undefined;
}

async function isLoaded() {
  const path = `${hawtio.hawtio.getBasePath() ?? ''}${LOADED}`;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end;) {
    if (location.pathname === path) {
      return true;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  return false;
}
