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

/** The node of the route in Hawtio's tree, in the named context if the tree has several. */
async function nodeOf({ route, context }) {
  const tree = await hawtio.workspace.getTree();
  const nodes = Object.entries(tree.flatten())
    .filter(([name]) => name.startsWith('org.apache.camel:') && name.includes('type=routes') && name.includes(`name="${route}"`));
  const [, node] = nodes.find(([name]) => name.includes(`context=${context},`)) ?? nodes[0] ?? [];
  return node;
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
