// The modules that Hawtio shares. Set once, before any other file of the plugin is loaded.
export let React;
export let router;
export let hawtio;
/** Makes an element; its arguments are those of React.createElement. */
export let h;

export function provide(modules) {
  ({ React, router, hawtio } = modules);
  h = React.createElement;
}
