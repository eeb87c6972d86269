// First module of the shell in development: lets remotes use the shell's React
// Refresh, which is the one that React itself knows.
globalThis.isatisReactRefresh = require('react-refresh/runtime');
