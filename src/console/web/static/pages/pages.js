// Hawtio's own pages for this archiver: routes in the order in which an item passes them, and no tab or button for an action that the
// agent's policy always refuses. This is the container of a module, as module federation expects it of a remote.
(() => {
  /** Files of routes in the order in which an item passes them. Other files come last, by name. */
  const WAY = [
    'schedule-collections', 'collect-items', 'telemessage', 'collect-drop', 'collect-mail', 'storage-local', 'storage-azure', 'collect-errors', 'work-queue', 'import-item',
    'filter-item', 'load-user-mapping', 'map-users', 'import-errors', 'dead-letters', 'carry-out-requests', 'copy-item', 'sweep-items', 'report',
    'verify-sample', 'send-notices', 'refresh-figures', 'error-handling',
  ];
  const CAMEL = 'org.apache.camel';
  const OURS = 'org.opencompliance.archiver';
  const HAWTIO = '@hawtio/react';
  /** "collect-items.camel.yaml:12" */
  const LOCATION = /^(.*?)(?:\.camel)?\.ya?ml:(\d+)$/;

  let offered = {};

  window.hawtioPages = {
    init(scope) {
      offered = scope;
    },

    async get() {
      const copies = Object.values(offered[HAWTIO] ?? {});
      const { jolokiaService, treeProcessorRegistry } = (await (copies.find(copy => copy.loaded) ?? copies.at(-1)).get())();
      const arrange = async tree => {
        close(tree);
        order(tree, await locations(jolokiaService));
      };
      return () => ({ plugin: () => treeProcessorRegistry.add('archiver', arrange) });
    },
  };

  /** Only operations of the archiver can be called; the policy names them one by one. */
  function close(tree) {
    for (const { objectName, mbean } of Object.values(tree.flatten())) {
      if (mbean?.op && !objectName.startsWith(`${OURS}:`)) {
        mbean.opByString = {};
        for (const [name, operations] of Object.entries(mbean.op)) {
          [].concat(operations).forEach(operation => closeOne(mbean, name, operation));
        }
      }
    }
  }

  function closeOne(mbean, name, operation) {
    operation.canInvoke = false;
    mbean.opByString[`${name}(${operation.args.map(argument => argument.type).join(',')})`] = operation;
  }

  /** The place of each route by its id; empty when it cannot be read. */
  async function locations(jolokia) {
    const mbean = `${CAMEL}:type=routes,*`;
    const [answer] = await jolokia.bulkRequest([{ type: 'read', mbean, attribute: ['RouteId', 'SourceLocationShort'] }]);
    const routes = Object.values(answer?.value ?? {});
    return new Map(routes.map(route => [route.RouteId, place(route.SourceLocationShort ?? '')]));
  }

  function place(location) {
    const [, file, line] = LOCATION.exec(location) ?? [location, location, '0'];
    const step = WAY.indexOf(file);
    return { step: step < 0 ? WAY.length : step, file, line: Number(line) };
  }

  function order(tree, places) {
    const unknown = place('');
    const of = node => places.get(node.name) ?? unknown;
    const compare = (one, other) => of(one).step - of(other).step
      || of(one).file.localeCompare(of(other).file)
      || of(one).line - of(other).line;
    const visit = node => {
      if (node.name === 'routes') {
        node.children?.sort(compare);
      }
      node.children?.forEach(visit);
    };
    tree.getTree().filter(node => node.name === CAMEL).forEach(visit);
  }
})();
