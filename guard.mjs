// Loaded before everything else: says plainly when the runtime is too old, and fixes the time zone.
import module from 'node:module';
import { join } from 'node:path';

const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(
    `Palveluneuvoja needs Node 24 or newer; this is Node ${process.versions.node}. ` +
      'Run it through npm ("npm start"), which brings its own Node 24, or install Node 24.',
  );
  process.exit(1);
}
// The opening_hours library reads the process's time zone and has no option of its own for it.
process.env.TZ = 'Europe/Helsinki';
// Keeps what Node made of the source files, types stripped and compiled: the second start spares most of a second.
// A folder that cannot be written costs the gain, nothing else. NODE_COMPILE_CACHE names another.
if (process.env.NODE_COMPILE_CACHE === undefined)
  module.enableCompileCache(join(import.meta.dirname, 'node_modules/.cache/node'));
