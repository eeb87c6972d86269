// `npm run bench [figure …]`: see bench/main.ts.
import '../bench/main.ts';
