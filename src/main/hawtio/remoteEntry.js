// The container of this plugin, as module federation expects it of a remote: Hawtio calls init() with the modules that it shares, then
// get(). Written by hand, so that a JDK alone builds the plugin; see DESIGN.md.
(() => {
  const base = new URL('.', document.currentScript.src);
  let offered = {};

  /** The shared module, from the copy that Hawtio itself uses. */
  async function shared(name) {
    const copies = Object.values(offered[name] ?? {});
    if (copies.length === 0) {
      throw new Error(`This Hawtio does not share ${name}: the Archiver plugin needs Hawtio 4`);
    }
    const copy = copies.find(each => each.loaded) ?? copies[copies.length - 1];
    return (await copy.get())();
  }

  window.archiverPlugin = {
    init(scope) {
      offered = scope;
    },

    async get() {
      const [React, router, hawtio] = await Promise.all(['react', 'react-router-dom', '@hawtio/react'].map(shared));
      const { provide } = await import(new URL('shared.js', base));
      provide({ React, router, hawtio });
      const module = await import(new URL('plugin.js', base));
      return () => module;
    },
  };
})();
