// Stands for react-refresh/runtime in remotes in development. A copy of their
// own would register components that React never asks about: edits would be
// ignored without a word.
module.exports = globalThis.isatisReactRefresh;
