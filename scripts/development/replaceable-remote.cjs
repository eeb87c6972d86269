// Stands before an area's `remote.tsx` while it is developed in a shell as people get it: an edit is let in here, and the
// shell, told of the module made anew, puts it where the one before stands (`shell/overrides/use-replaced-areas.ts`).
const path = require('node:path');

module.exports = function replaceable() {
  const own = JSON.stringify(`./${path.basename(this.resourcePath)}?own`);
  return `import remote from ${own};
export default remote;
if (module.hot) module.hot.accept(${own}, () => dispatchEvent(new CustomEvent('isatis-area-replaced', { detail: remote })));
`;
};
